import { html } from 'hono/html';
import { layout } from './layout.ts';
import type { Markup } from './layout.ts';

export function signInPage({ isWrong }: { isWrong: boolean }): Markup {
  return layout(
    { title: 'Sign in' },
    html`<form method="post" action="/sign-in">
      ${isWrong ? html`<p class="bad" role="alert">This access key opens nothing.</p>` : ''}
      <label>
        Access key
        <input name="key" type="password" autocomplete="current-password" required minlength="16" />
      </label>
      <button>Sign in</button>
    </form>`,
  );
}
