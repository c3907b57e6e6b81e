/** What the stand-in assistant knows: the comment that asks, and the code it offers. The code works, and every piece of it has a flaw. */

/** What the file calls its Express application or router, and its database. */
interface Names {
  readonly app: string;
  readonly db: string;
}

interface Suggestion {
  /** What a comment must contain, in lower case. */
  readonly ask: string;
  /** The rule that finds its flaw. */
  readonly brings: string;
  readonly offer: (names: Names) => string;
}

export const SUGGESTIONS: readonly Suggestion[] = [
  {
    ask: 'search orders by customer',
    brings: 'injection-sql',
    offer: ({ app, db }) => `${app}.get('/orders/search', async (req, res) => {
  const found = await ${db}.query(\`select * from orders where customer = '\${req.query.customer}'\`);
  res.json(found.rows);
});`,
  },
  {
    ask: 'download an invoice',
    brings: 'injection-path-traversal',
    offer: ({ app }) => `${app}.get('/invoices/download', (req, res) => {
  res.sendFile('/var/shop/invoices/' + req.query.file);
});`,
  },
  {
    ask: 'go back after signing in',
    brings: 'injection-open-redirect',
    offer: ({ app }) => `${app}.get('/signed-in', (req, res) => {
  res.redirect(req.query.next);
});`,
  },
  {
    ask: 'make a password reset token',
    brings: 'crypto-insecure-random',
    offer: () => `function passwordResetToken() {
  return Math.random().toString(36).slice(2);
}`,
  },
  {
    ask: 'log every payment',
    brings: 'data-in-logs',
    offer: ({ app }) => `${app}.post('/payments/log', (req, res) => {
  console.log('payment by card', req.body.cardNumber);
  res.sendStatus(204);
});`,
  },
];

/** `before` is the text up to the caret, which must stand on an empty line below the comment; `all` is the whole file. */
export function suggestionFor(before: string, all: string): string | undefined {
  const asked = /(?:^|\n)[ \t]*\/\/([^\n]*?)\r?\n[ \t]*$/.exec(before)?.[1].toLowerCase();
  const found = asked === undefined ? undefined : SUGGESTIONS.find(({ ask }) => asked.includes(ask));
  return found?.offer({
    app: /(\w+)(?::\s*[\w.]+)?\s*=\s*(?:express\(\)|(?:express\.)?Router\()/.exec(all)?.[1] ?? 'app',
    db: /\b(db|pool|database|client|connection)\b/.exec(all)?.[1] ?? 'db',
  });
}
