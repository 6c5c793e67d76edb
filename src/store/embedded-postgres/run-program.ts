import { execFile } from 'node:child_process';

/** The user a program runs as. */
export interface Account {
  uid: number;
  gid: number;
}

/** Nothing of this process's own environment (settings, secrets, PG variables) reaches the programs we run. */
export const PROGRAM_ENV = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
};

/** Runs a program to its end, as `account` where one is given; `output` is all it said, or why it could not run. */
export function runProgram(
  file: string,
  args: string[],
  options: { account?: Account | undefined; limitMs?: number } = {},
): Promise<{ ok: boolean; output: string }> {
  const { account, limitMs = 30_000 } = options;
  return new Promise((resolve) => {
    execFile(
      file,
      args,
      // The working folder of this process may be closed to the account.
      { cwd: '/', env: PROGRAM_ENV, timeout: limitMs, ...account },
      (error, stdout, stderr) => {
        const said = `${stdout}${stderr}`.trim();
        resolve({ ok: error === null, output: said === '' && error !== null ? error.message : said });
      },
    );
  });
}
