import { settingsSchema } from '../../src/config.ts';

/**
 * The environment of a child process: this one's, with every setting of Slotline either as given or unset, so that
 * settings of another gateway on the machine do not reach into the demo.
 */
export function gatewayEnvironment(settings: Record<string, string>): NodeJS.ProcessEnv {
  const unset = Object.fromEntries(Object.keys(settingsSchema.shape).map((name) => [name, '']));
  // Nobody listens there: no gateway of a demo asks the real services.
  return { ...process.env, ...unset, RETELL_BASE_URL: 'http://127.0.0.1:9', ...settings };
}
