// How the demonstration workspaces are installed and their tests run; what stands in for what a developer would fill in.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** No server listens there: what gets that far has not been refused. */
const NOWHERE = '127.0.0.1:1';

const SHOP = {
  name: 'shop',
  refused: /it was answered/,
  env: {
    DATABASE_URL: `postgres://shop@${NOWHERE}/shop`,
    MONGO_URL: `mongodb://${NOWHERE}/shop`,
    JWT_SECRET: 'only for tests, and long enough',
    PAYMENTS_API_KEY: 'test',
    PAYMENTS_WEBHOOK_KEY: 'test',
    LINK_SECRET: 'test',
  },
  fills: [
    [
      /throw new Error\('\w+: sign somebody in[^\n]*/,
      "const { issueToken } = await import('../services/tokenService');\n  return { authorization: 'Bearer ' + issueToken({ id: 7, role: 'customer' } as never) };",
    ],
    [/throw new Error\('\w+: make a record that may be asked for[^\n]*/, "return '1';"],
  ],
  cannot: { 'endpoint-missing-object-authorization': 'it takes a database with an order of somebody else' },
  install({ run, at, folders }) {
    const file = path.join(at, 'package.json');
    const wanted = JSON.parse(readFileSync(path.join(folders.flawed, 'package.json'), 'utf8'));
    // The same by its interface, without a binary that is downloaded when it is installed.
    wanted.dependencies.bcrypt = 'npm:bcryptjs@^2.4.3';
    const text = JSON.stringify(wanted);
    if (!existsSync(path.join(at, 'node_modules')) || readFileSync(file, 'utf8') !== text) {
      writeFileSync(file, text);
      const { code, said } = run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'], {
        cwd: at,
        longest: 600_000,
      });
      if (code !== 0) return `npm could not install its packages: ${last(said)}`;
    }
    return undefined;
  },
  test({ run, folder, own, at }) {
    const compiler = path.join(at, 'node_modules/typescript/bin/tsc');
    const built = run(process.execPath, [compiler, '-p', '.'], { cwd: folder });
    // Types that are wrong matter in the test alone.
    if (built.said.includes(own)) return { code: built.code ?? 1, said: built.said };
    const script = path.join('dist', path.relative('src', own)).replace(/\.ts$/, '.js');
    return run(process.execPath, ['--test', '--test-timeout=30000', script], { cwd: folder, env: SHOP.env, longest: 60_000 });
  },
};

const CLINIC_API = {
  name: 'clinic-api',
  refused: /AssertionError|assert \d+ /,
  env: {
    JWT_KEY: 'only for tests',
    LAB_API_TOKEN: 'test',
    OPENAI_API_KEY: 'test',
    MONGO_URL: `mongodb://${NOWHERE}/?serverSelectionTimeoutMS=20`,
  },
  missing: (run, home) =>
    run('python3', ['-m', 'venv', '--help'], { cwd: home }).code === 0 ? undefined : 'there is no python3 with venv',
  install({ run, at, folders }) {
    const requirements = path.join(folders.flawed, 'requirements.txt');
    const installed = path.join(at, 'venv/installed');
    const asked = readFileSync(requirements, 'utf8');
    if (existsSync(installed) && readFileSync(installed, 'utf8') === asked) return undefined;
    if (run('python3', ['-m', 'venv', 'venv'], { cwd: at }).code !== 0) return 'python3 could not make an environment';
    const { code, said } = run(
      'venv/bin/python',
      ['-m', 'pip', 'install', '--quiet', '--only-binary=:all:', '-r', requirements, 'pytest', 'aiosqlite'],
      {
        cwd: at,
        longest: 600_000,
      },
    );
    if (code !== 0) return `pip could not install its packages: ${last(said)}`;
    writeFileSync(installed, asked);
    return undefined;
  },
  test: ({ run, folder, own, at }) =>
    run(path.join(at, 'venv/bin/python'), ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', own], { cwd: folder, env: CLINIC_API.env }),
};

function last(said) {
  return said.trim().split('\n').pop();
}

const BOOKING = {
  name: 'booking',
  refused: /it was answered/,
  // The twin has the route where hosts have theirs.
  moved: [['"/listings/1/photos/sample"', '"/hosts/listings/1/photos/sample"']],
  cannot: {
    'endpoint-missing-object-authorization': 'it takes a database with a stay of somebody else',
    'PUT /guests/me': 'the twin looks the guest up in the database before it looks at the body',
  },
  missing: (run, home) => (run('go', ['version'], { cwd: home }).code === 0 ? undefined : 'there is no go'),
  install({ run, folders }) {
    for (const folder of Object.values(folders)) {
      const { code, said } = run('go', ['mod', 'tidy'], { cwd: folder, longest: 600_000 });
      if (code !== 0) return `go could not get its modules: ${last(said)}`;
    }
    return undefined;
  },
  test: ({ run, folder, own }) =>
    run('go', ['test', '-count=1', '-run', 'Is(Refused|NoWay)', `./${path.dirname(own)}`], { cwd: folder, longest: 600_000 }),
};

const BANK = {
  name: 'bank',
  refused: /Response status|ServletException|is one of/,
  env: {
    DB_PASSWORD: 'test',
    MONGO_URI: `mongodb://${NOWHERE}/bank`,
    SESSION_KEY: 'test',
    FIELD_KEY: 'test',
    PROVIDER_KEY: 'test',
    RATES_KEY: 'test',
  },
  cannot: { 'endpoint-missing-object-authorization': 'it takes a database with an account of somebody else' },
  missing: (run, home) => (run('mvn', ['--version'], { cwd: home }).code === 0 ? undefined : 'there is no mvn'),
  install({ run, folders }) {
    for (const folder of Object.values(folders)) {
      const { code, said } = run('mvn', ['-q', '-B', 'test-compile'], { cwd: folder, longest: 900_000 });
      if (code !== 0) return `mvn could not build it: ${last(said)}`;
    }
    return undefined;
  },
  test: ({ run, folder, own }) =>
    run('mvn', ['-q', '-B', 'test', `-Dtest=${path.basename(own, '.java')}`], { cwd: folder, env: BANK.env, longest: 600_000 }),
};

export const DEMONSTRATIONS = [SHOP, CLINIC_API, BOOKING, BANK];
