/** What takes SQL text: JDBC, Spring's templates, JPA and Hibernate, and their kin. */
import { model } from '../../engine/model';
import { eitherType } from './names';

const TEMPLATE = '{query,queryForObject,queryForList,queryForMap,queryForRowSet,queryForStream,update,execute,batchUpdate}';

export const jdbc = model('java', {
  name: 'JDBC',
  types: {
    Connection: [
      '<java.sql.Connection>',
      '"java.sql".DriverManager.getConnection()',
      '<javax.sql.DataSource>.getConnection()',
      '*.getConnection()',
    ],
    Statement: ['<java.sql.Statement>', 'Connection.createStatement()'],
    Prepared: ['<java.sql.PreparedStatement>', '<java.sql.CallableStatement>', 'Connection.{prepareStatement,prepareCall}()'],
    Rows: ['<java.sql.ResultSet>', 'Statement.{executeQuery,getResultSet}()', 'Prepared.executeQuery()'],
    Template: [
      '<org.springframework.jdbc.core.JdbcTemplate>',
      '<org.springframework.jdbc.core.JdbcOperations>',
      '<org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate>',
      '"org.springframework.jdbc.core".JdbcTemplate()',
      '"org.springframework.jdbc.core.namedparam".NamedParameterJdbcTemplate()',
    ],
    Client: [
      '<org.springframework.jdbc.core.simple.JdbcClient>',
      '<org.springframework.r2dbc.core.DatabaseClient>',
      '"org.springframework.jdbc.core.simple".JdbcClient.create()',
    ],
  },
  sources: { stored: ['Rows.{getString,getObject,getNString}()', 'Template.{queryForList,queryForMap}()'] },
  sinks: {
    'sql-text': [
      'Statement.{execute,executeQuery,executeUpdate,executeLargeUpdate,addBatch}(0)',
      'Connection.{prepareStatement,prepareCall,nativeSQL}(0)',
      `Template.${TEMPLATE}(0)`,
      'Client.sql(0)',
      '"org.springframework.jdbc.core".PreparedStatementCreatorFactory(0)',
      '"org.apache.commons.dbutils".QueryRunner().{query,update,execute,insert}(0)',
      '<org.jdbi.v3.core.Handle>.{createQuery,createUpdate,execute,select}(0)',
      '<org.jooq.DSLContext>.{fetch,fetchOne,execute,query,resultQuery}(0)',
      '"org.jooq.impl".DSL.{field,condition,sql,table}(0)',
    ],
    credential: ['"java.sql".DriverManager.getConnection(2)', '"com.zaxxer.hikari".HikariConfig().setPassword(0)', '*.setPassword(0)'],
  },
  quiet: [
    'Statement.*()',
    'Prepared.*()',
    'Connection.*()',
    `Template.${TEMPLATE}()`,
    'Client.sql()',
    'Rows.{next,close,getInt,getLong}()',
    '"java.sql".DriverManager.getConnection()',
  ],
});

export const jpa = model('java', {
  name: 'JPA',
  types: {
    Manager: [
      ...eitherType('persistence.EntityManager'),
      '<org.hibernate.Session>',
      '<org.hibernate.StatelessSession>',
      '<org.hibernate.SharedSessionContract>',
      '*.{entityManager,sessionFactory}',
      '*.getCurrentSession()',
      '*.openSession()',
      '<org.hibernate.SessionFactory>.{getCurrentSession,openSession}()',
    ],
  },
  sinks: {
    'sql-text': [
      'Manager.{createQuery,createNativeQuery,createSQLQuery,createMutationQuery,createSelectionQuery}(0)',
      '"org.hibernate.criterion".Restrictions.sqlRestriction(0)',
    ],
  },
  quiet: ['Manager.*()'],
});

export const documents = model('java', {
  name: 'Document stores',
  sinks: {
    'nosql-code': [
      '"org.bson".Document.parse(0)',
      '"org.bson".BsonDocument.parse(0)',
      '"com.mongodb".BasicDBObject.parse(0)',
      '"com.mongodb.util".JSON.parse(0)',
      '"org.springframework.data.mongodb.core.query".BasicQuery(0)',
      '"com.mongodb".BasicDBObject[0=\'$where\'](1)',
      '"org.bson".Document[0=\'$where\'](1)',
      '"com.mongodb.client.model".Filters.where(0)',
    ],
  },
});
