/** database/sql and what is built on it, pgx, GORM, MongoDB. */
import { model } from '../../engine/model';
import { declared, packages, versions } from './declared';

const PGX = versions('github.com/jackc/pgx', 4, 5);
const POOL = PGX.map((path) => `${path}/pgxpool`);

export const sql = model('go', {
  name: 'SQL',
  module: 'database/sql',
  types: {
    Db: [
      '"database/sql".{Open,OpenDB}()',
      ...declared(['database/sql'], 'DB', 'Tx', 'Conn'),
      'Db.{Begin,BeginTx,Conn}()',
      '"github.com/jmoiron/sqlx".{Open,Connect,MustConnect,MustOpen,NewDb,ConnectContext}()',
      ...declared(['github.com/jmoiron/sqlx'], 'DB', 'Tx', 'Conn', 'Ext', 'Queryer', 'Execer'),
      'Db.{Beginx,BeginTxx,MustBegin,Unsafe,Connx}()',
    ],
    Pg: [
      ...packages(PGX).map((p) => `${p}.{Connect,ConnectConfig}()`),
      ...packages(POOL).map((p) => `${p}.{Connect,New,NewWithConfig,ConnectConfig}()`),
      ...declared(PGX, 'Conn', 'Tx'),
      ...declared(POOL, 'Pool', 'Conn', 'Tx'),
      'Pg.{Begin,BeginTx,Acquire}()',
    ],
    Rows: [
      'Db.{Query,QueryContext,QueryRow,QueryRowContext,Queryx,QueryRowx}()',
      'Pg.{Query,QueryRow}()',
      ...declared(['database/sql'], 'Rows', 'Row'),
    ],
  },
  sinks: {
    'sql-text': [
      'Db.{Query,QueryRow,Exec,Prepare}(0)',
      'Db.{QueryContext,QueryRowContext,ExecContext,PrepareContext}(1)',
      'Db.{Queryx,QueryRowx,MustExec,Preparex,NamedExec,NamedQuery,PrepareNamed}(0)',
      'Db.{QueryxContext,QueryRowxContext,MustExecContext,NamedExecContext}(1)',
      'Db.{Get,Select}(1)',
      'Db.{GetContext,SelectContext}(2)',
      '"github.com/jmoiron/sqlx".{Get,Select}(2)',
      'Pg.{Query,QueryRow,Exec}(1)',
      'Pg.Prepare(2)',
      '"github.com/Masterminds/squirrel".Expr(0)',
      '"github.com/Masterminds/squirrel".{Select,Update,Delete,Insert}().{Where,OrderBy,GroupBy,Suffix,Prefix}(0)',
      '<github.com/uptrace/bun.DB>.{NewRaw,Exec}(0)',
      '<cloud.google.com/go/bigquery.Client>.Query(0)',
      '<github.com/gocql/gocql.Session>.Query(0)',
    ],
  },
  sanitizers: {
    'sql-escaped': [
      '"github.com/lib/pq".{QuoteIdentifier,QuoteLiteral}()',
      ...packages(PGX).map((p) => `${p}.Identifier().Sanitize()`),
      ...declared(PGX, 'Identifier').map((t) => `${t}.Sanitize()`),
    ],
  },
  flows: [
    { call: '"github.com/lib/pq".{QuoteIdentifier,QuoteLiteral}', from: '(0)', to: '()' },
    { call: 'Db.Rebind', from: '(0)', to: '()' },
    { call: '"github.com/jmoiron/sqlx".In', from: '(0)', to: '().0' },
  ],
  // What a store gives back is not what it was asked for.
  quiet: ['Db.*()', 'Pg.*()', 'Rows.{Next,Scan,Close,Err,StructScan,Columns}()', '"database/sql".{Open,Named}()'],
});

export const gorm = model('go', {
  name: 'GORM',
  module: 'gorm.io/gorm',
  types: {
    Db: [
      '"gorm.io/gorm".Open()',
      '"github.com/jinzhu/gorm".Open()',
      ...declared(['gorm.io/gorm', 'github.com/jinzhu/gorm'], 'DB'),
      'Db.{Model,Table,Where,Or,Not,Select,Omit,Order,Group,Having,Joins,Preload,Limit,Offset,Distinct,Scopes,Session,WithContext,Debug,Unscoped,Begin,Clauses,Raw,First,Find,Take,Last,Create,Save,Updates}()',
      'Db.Transaction(0)#0',
    ],
  },
  sinks: {
    'sql-text': [
      'Db.{Raw,Exec}(0)',
      'Db.{Where,Or,Not,Having,Joins,Order,Group,Select,Table,Distinct,Pluck}(0)',
      'Db.{First,Find,Take,Last,Delete}(1)',
      '"gorm.io/gorm".Expr(0)',
      '"gorm.io/gorm/clause".Expr(0)',
    ],
  },
  quiet: ['Db.*()', '"gorm.io/gorm".{Open,Expr}()'],
});

const FILTERED =
  '{Find,FindOne,FindOneAndUpdate,FindOneAndDelete,FindOneAndReplace,UpdateOne,UpdateMany,ReplaceOne,DeleteOne,DeleteMany,CountDocuments}';
/** The filter with all that is in it; what an operator compares with is a value, even where it is an object. */
const FILTER = '.**!{$eq,$ne,$gt,$gte,$lt,$lte,$in,$nin}';
const MONGO = ['go.mongodb.org/mongo-driver/mongo', 'go.mongodb.org/mongo-driver/v2/mongo'];

export const mongo = model('go', {
  name: 'MongoDB',
  module: 'go.mongodb.org/mongo-driver/mongo',
  types: {
    Client: [...packages(MONGO).map((p) => `${p}.{Connect,NewClient}()`), ...declared(MONGO, 'Client')],
    Db: ['Client.Database()', ...declared(MONGO, 'Database')],
    Collection: ['Db.Collection()', ...declared(MONGO, 'Collection')],
  },
  sinks: {
    'nosql-filter': [`Collection.${FILTERED}(1)${FILTER}`, `Collection.Aggregate(1)${FILTER}`, `Collection.Distinct(2)${FILTER}`],
    'nosql-code': [`Collection.${FILTERED}(1).**.$where`, 'Collection.Aggregate(1).**.$function.body', 'Db.RunCommand(1)'],
  },
  sanitizers: {
    'plain-characters': [
      '"go.mongodb.org/mongo-driver/bson/primitive".ObjectIDFromHex()',
      '"go.mongodb.org/mongo-driver/v2/bson".ObjectIDFromHex()',
      '<go.mongodb.org/mongo-driver/bson/primitive.ObjectID>',
    ],
  },
  quiet: ['Collection.*()', 'Db.RunCommand()', 'Client.{Connect,Disconnect,Ping}()'],
});
