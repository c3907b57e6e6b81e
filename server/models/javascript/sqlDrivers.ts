/** Drivers that take SQL text: `pg`, `mysql`, `mysql2`, `sqlite3`, `better-sqlite3`, `mssql`, `postgres` and their kin. */
import { model } from '../../engine/model';

export const postgres = model('javascript', {
  name: 'Postgres',
  module: 'pg',
  types: {
    Pg: ['"pg"', '"pg".native'],
    Queryable: [
      'Pg.{Pool,Client}()',
      '"pg-pool"()',
      '"@neondatabase/serverless".{Pool,Client}()',
      '"@vercel/postgres".{createPool,createClient}()',
      '"@vercel/postgres".db',
      '<pg.Pool>',
      '<pg.Client>',
      '<pg.PoolClient>',
      '<pg.ClientBase>',
      'Queryable.connect()',
      'Queryable.connect(fn)#1',
    ],
    Result: ['Queryable.query()', 'Queryable.query(fn)#1'],
    Promised: ['"pg-promise"()()', 'Promised.{task,tx,taskIf,txIf}(fn)#0', 'Promised.connect()', '<pg-promise.IDatabase>'],
    Sql: ['"postgres"()', 'Sql.begin(fn)#0', '"@neondatabase/serverless".neon()'],
  },
  sources: {
    stored: ['Result.rows', 'Promised.{query,any,one,many,oneOrNone,manyOrNone,map,each}()', 'Sql`', 'Sql.unsafe()'],
  },
  sinks: {
    'sql-text': [
      'Queryable.query(0)',
      'Queryable.query(0).text',
      'Pg.Query(0)',
      'Promised.{query,any,one,none,many,oneOrNone,manyOrNone,result,multi,multiResult,map,each,func,proc}(0)',
      'Promised.{query,any,one,none,many,oneOrNone,manyOrNone,result}(0).text',
      'Sql.unsafe(0)',
      '"pg-cursor"(0)',
      '"pg-query-stream"(0)',
    ],
    credential: [
      'Pg.{Pool,Client}(0).password',
      '"pg-pool"(0).password',
      '"pg-promise"()(0).password',
      '"postgres"(0).password',
      '"postgres"(1).password',
    ],
  },
  sanitizers: {
    'sql-escaped': [
      'Pg.{escapeLiteral,escapeIdentifier}()',
      'Queryable.{escapeLiteral,escapeIdentifier}()',
      '"pg-format"[0~\'%L\']()',
      '"pg-format"[0~\'%I\']()',
      '"pg-format".{literal,ident}()',
      '"pg-promise".as.{text,name,alias,value,csv,json}()',
      '"pg-promise"().as.{text,name,alias,value,csv,json}()',
    ],
  },
  quiet: ['Queryable.*()', 'Promised.*()', '"pg-promise"()', 'Sql.*()', 'Sql`', 'Sql()', '"@vercel/postgres".sql`'],
});

export const mysql = model('javascript', {
  name: 'MySQL',
  module: 'mysql2',
  types: {
    Mysql: ['"mysql"', '"mysql2"', '"mysql2/promise"', '"promise-mysql"', '"mariadb"', '"mariadb/callback"'],
    Connection: [
      'Mysql.{createConnection,createPool,createPoolCluster}()',
      'Connection.{getConnection,promise,of}()',
      'Connection.getConnection(fn)#1',
      '"serverless-mysql"()',
      '<mysql2/promise.Pool>',
      '<mysql2/promise.Connection>',
      '<mysql2/promise.PoolConnection>',
      '<mysql2.Pool>',
      '<mysql2.Connection>',
      '<mysql.Pool>',
      '<mysql.Connection>',
    ],
  },
  sources: { stored: ['Connection.{query,execute}()[]', 'Connection.{query,execute}(fn)#1'] },
  sinks: {
    'sql-text': ['Connection.{query,execute,prepare,batch}(0)', 'Connection.{query,execute,prepare}(0).sql'],
    credential: [
      'Mysql.{createConnection,createPool}(0).password',
      '"serverless-mysql"(0).config.password',
      'Connection.changeUser(0).password',
    ],
  },
  sanitizers: {
    'sql-escaped': [
      'Mysql.{escape,escapeId}()',
      'Connection.{escape,escapeId}()',
      '"sqlstring".{escape,escapeId}()',
      '"mysql-utilities".*()',
    ],
  },
  flows: [
    { call: 'Mysql.format', from: '(0)', to: '()', as: 'text' },
    { call: 'Mysql.format', from: ['(1)', '(1)[]'], to: '()', as: 'sql-escaped' },
    { call: 'Connection.format', from: '(0)', to: '()', as: 'text' },
    { call: 'Connection.format', from: ['(1)', '(1)[]'], to: '()', as: 'sql-escaped' },
    { call: '"sqlstring".format', from: '(0)', to: '()', as: 'text' },
    { call: '"sqlstring".format', from: ['(1)', '(1)[]'], to: '()', as: 'sql-escaped' },
  ],
  quiet: ['Connection.{query,execute,prepare,batch,beginTransaction,commit,rollback,release,end,changeUser,ping,connect}()'],
});

export const sqlite = model('javascript', {
  name: 'SQLite',
  module: 'sqlite3',
  types: {
    Sqlite: ['"sqlite3"', '"sqlite3".verbose()', '"@journeyapps/sqlcipher"', '"@vscode/sqlite3"'],
    Database: [
      'Sqlite.Database()',
      'Sqlite.cached.Database()',
      '"sqlite".open()',
      // `node:sqlite` is called `sqlite` here, as every module of Node goes without its prefix.
      '"sqlite".DatabaseSync()',
      '"bun:sqlite".Database()',
      '<sqlite3.Database>',
      '<sqlite.Database>',
    ],
    Better: [
      '"better-sqlite3"()',
      '"better-sqlite3-multiple-ciphers"()',
      '<better-sqlite3.Database>',
      '<better-sqlite3.BetterSqlite3.Database>',
    ],
    Statement: ['Database.prepare()', 'Better.prepare()', 'Statement.{pluck,raw,expand,bind,safeIntegers}()'],
    Remote: ['"@libsql/client".createClient()', 'Remote.transaction()'],
  },
  sources: {
    stored: [
      'Database.{get,all}()',
      'Database.{get,all}(fn)#1',
      'Database.each(fn)#1',
      'Statement.{get,all,iterate}()',
      'Statement.{get,all}(fn)#1',
      'Remote.execute().rows',
    ],
  },
  sinks: {
    'sql-text': [
      'Database.{run,all,get,each,exec,prepare,query}(0)',
      'Better.{prepare,exec}(0)',
      'Remote.execute(0)',
      'Remote.execute(0).sql',
      'Remote.executeMultiple(0)',
    ],
  },
  quiet: ['Database.*()', 'Better.{prepare,exec,pragma,close,backup,function,aggregate}()', 'Statement.*()', 'Remote.*()'],
  // A transaction is the function it was made of.
  flows: [{ call: 'Better.transaction', from: '(0)', to: '()' }],
});

export const mssql = model('javascript', {
  name: 'MSSQL',
  module: 'mssql',
  types: {
    Mssql: ['"mssql"', '"mssql/msnodesqlv8"'],
    Pool: [
      'Mssql.connect()',
      'Mssql.ConnectionPool()',
      'Pool.connect()',
      'Mssql.{Transaction,PreparedStatement}()',
      'Pool.transaction()',
      '<mssql.ConnectionPool>',
    ],
    Request: ['Mssql.Request()', 'Pool.request()', 'Request.{input,output}()'],
    Result: ['Mssql.query()', 'Pool.query()', 'Request.{query,batch,execute}()', 'Request.{query,batch,execute}(fn)#1'],
  },
  sources: { stored: ['Result.{recordset,recordsets}'] },
  sinks: {
    'sql-text': [
      'Mssql.{query,batch}(0)',
      'Pool.{query,batch}(0)',
      'Request.{query,batch}(0)',
      'Pool.prepare(0)',
      '"msnodesqlv8".query(1)',
      '"tedious".Request(0)',
      '"oracledb".getConnection().execute(0)',
      '"snowflake-sdk".createConnection().execute(0).sqlText',
      '"@google-cloud/bigquery".BigQuery().query(0)',
      '"@google-cloud/bigquery".BigQuery().{query,createQueryJob}(0).query',
    ],
    credential: [
      'Mssql.{connect,ConnectionPool}(0).password',
      '"oracledb".{getConnection,createPool}(0).password',
      '"tedious".Connection(0).authentication.options.password',
      '"snowflake-sdk".createConnection(0).password',
    ],
  },
  quiet: [
    'Mssql.query()',
    'Mssql.query`',
    'Pool.query`',
    'Pool.{query,batch,close}()',
    'Request.{query,batch,execute,input,output}()',
    'Request.query`',
  ],
});
