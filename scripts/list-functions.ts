import { functions } from '../functions/index.ts';
import { readOptions } from './read-options.ts';

const HELP = `npm run -s functions [-- NAME...]

Prints the functions for an agent's set-up as JSON: name, description and the JSON Schema of the parameters, as a
custom function in Retell wants them (ASK-95). With names, only those; deprecated ones only when they are named.

  --help   print this
`;

const { positionals } = readOptions(HELP, {
  allowPositionals: true,
  options: { help: { type: 'boolean', default: false } },
});
const unknown = positionals.filter((name) => !functions.some((fn) => fn.name === name));
if (unknown.length > 0) {
  process.stderr.write(`No such function: ${unknown.join(', ')}\n`);
  process.exit(1);
}
const chosen = functions.filter((fn) =>
  positionals.length === 0 ? !fn.deprecated : positionals.includes(fn.name),
);
const listed = chosen.map((fn) => ({
  name: fn.name,
  description: fn.description,
  parameters: fn.parameters(),
}));
process.stdout.write(`${JSON.stringify(listed, null, 2)}\n`);
