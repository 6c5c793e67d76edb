import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

export type Markup = HtmlEscapedString | Promise<HtmlEscapedString>;

const STYLE = `
:root { color-scheme: light dark; --edge: #8886; --soft: #8881; --good: #1a7f37; --bad: #b42318; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 1rem; }
header { align-items: baseline; border-bottom: 1px solid var(--edge); display: flex; gap: 1.5rem; padding-bottom: .5rem; }
header form { margin-left: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid var(--edge); padding: .4rem .5rem; text-align: left; vertical-align: top; }
fieldset { border: 1px solid var(--edge); border-radius: .5rem; margin: 1rem 0; padding: 1rem; }
label { display: block; margin: .5rem 0; }
label small { display: block; opacity: .75; }
input, select, textarea, button { font: inherit; padding: .3rem .5rem; }
.row label { display: inline-block; margin-right: 1rem; }
.bad { color: var(--bad); } .good { color: var(--good); }
.note { background: var(--soft); border-radius: .5rem; padding: .75rem 1rem; }
progress { width: 100%; }
`;

/** A whole page. `refreshSeconds`: it is asked for anew after so long. */
export function layout(
  page: { title: string; tenant?: string; refreshSeconds?: number },
  content: Markup,
): Markup {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        ${
          page.refreshSeconds === undefined
            ? ''
            : html`<meta http-equiv="refresh" content="${page.refreshSeconds}" />`
        }
        <title>${page.title} - Slotline</title>
        <style>
          ${raw(STYLE)}
        </style>
      </head>
      <body>
        ${
          page.tenant === undefined
            ? ''
            : html`<header>
                <strong>${page.tenant}</strong>
                <a href="/reminders">Reminders</a>
                <a href="/reminders/settings">Settings</a>
                <form method="post" action="/sign-out"><button>Sign out</button></form>
              </header>`
        }
        <h1>${page.title}</h1>
        ${content}
      </body>
    </html>`;
}
