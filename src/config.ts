import { z } from 'zod';

const url = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/+$/, ''));
const flag = z.enum(['true', 'false', '1', '0', '']).transform((value) => value === 'true' || value === '1');

/** Every setting, by its name in the environment. */
export const settingsSchema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(8787),
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_URL: url.optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  DATA_DIR: z.string().min(1).default('.data'),
  SECRET_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, 'must be 64 hex digits (32 bytes)')
    .optional(),
  RETELL_BASE_URL: url.default('https://api.retellai.com'),
  CALCOM_BASE_URL: url.default('https://api.cal.com/v2'),
  RETELL_API_KEY: z.string().min(1).optional(),
  ADMIN_KEY: z.string().min(16, 'must have 16 characters or more').optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  DEBUG_WEBHOOKS: flag.default(false),
  CLOCK_START: z.iso
    .datetime({ offset: true })
    .transform((value) => new Date(value))
    .optional(),
});

export type Config = z.infer<typeof settingsSchema>;

/** `problems` names every setting that is missing or wrong, one line each, without its value. */
export type LoadedConfig = { kind: 'ok'; config: Config } | { kind: 'wrong'; problems: string[] };

/** Reads all settings. An empty text counts as unset. */
export function loadConfig(env: Record<string, string | undefined>): LoadedConfig {
  const set = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = settingsSchema.safeParse(set);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${wording(issue)}`);
  if (set['DATABASE_URL'] !== undefined && set['SECRET_KEY'] === undefined) {
    problems.push('SECRET_KEY: is required with a DATABASE_URL (openssl rand -hex 32)');
  }
  if (set['CLOCK_START'] !== undefined && /^\s*https:/i.test(set['PUBLIC_URL'] ?? '')) {
    problems.push('CLOCK_START: is refused when PUBLIC_URL is https, since callers live in real time');
  }
  if (!parsed.success || problems.length > 0) return { kind: 'wrong', problems };
  return { kind: 'ok', config: parsed.data };
}

/** What is wrong, without repeating the value: it may be a secret. */
function wording(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_value':
      return `must be one of ${issue.values.filter((value) => value !== '').join(', ')}`;
    case 'too_small':
      return `is too small or too short (at least ${issue.minimum})`;
    case 'too_big':
      return `is too large (at most ${issue.maximum})`;
    case 'invalid_format':
      if (issue.format === 'url') return 'is not a usable address';
      return issue.format === 'datetime'
        ? 'must be an ISO instant such as 2026-11-20T08:00:00Z'
        : issue.message;
    default:
      return issue.code === 'invalid_type' ? `must be a ${issue.expected}` : issue.message;
  }
}
