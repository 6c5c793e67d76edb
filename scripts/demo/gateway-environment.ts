import { settingsSchema } from '../../src/config.ts';

/**
 * The environment of a child process: this one's, with every setting of Slotline either as given or unset, so that
 * settings of another gateway on the machine do not reach into the demo.
 */
export function gatewayEnvironment(settings: Record<string, string>): NodeJS.ProcessEnv {
  const unset = Object.fromEntries(Object.keys(settingsSchema.shape).map((name) => [name, '']));
  return { ...process.env, ...unset, ...settings };
}
