/** Everything that writes a log: the console, winston, pino, bunyan, log4js, debug, error trackers, traces. */
import { model } from '../../engine/model';

const LEVELS = '{error,warn,warning,info,http,verbose,debug,silly,log,trace,fatal,notice,crit,alert,emerg}';

export const loggers = model('javascript', {
  name: 'Loggers',
  types: {
    Console: ['console', '"console"', 'globalThis.console', '"console".Console()'],
    Logger: [
      '"winston"',
      '"winston".createLogger()',
      '"winston".loggers.{get,add}()',
      '<winston.Logger>',
      // With paths to redact configured, the logger takes out what is sensitive by itself.
      '"pino"[0.redact=absent]()',
      '"pino".pino[0.redact=absent]()',
      '<pino.Logger>',
      '<pino.BaseLogger>',
      '"bunyan".createLogger()',
      '"log4js".getLogger()',
      '"loglevel"',
      '"loglevel".getLogger()',
      '"signale"',
      '"signale".Signale()',
      '"consola"',
      '"consola".{consola,create,createConsola}()',
      '"tslog".Logger()',
      '"npmlog"',
      '"electron-log"',
      '"roarr".Roarr',
      '"@nestjs/common".Logger',
      '"@nestjs/common".Logger()',
      '<@nestjs/common.Logger>',
      'Logger.{child,getChild,withTag,scope,getSubLogger}()',
    ],
    Debug: ['"debug"()', 'Debug.extend()'],
    Span: [
      '"@opentelemetry/api".trace.getTracer().startSpan()',
      '"@opentelemetry/api".trace.getTracer().startActiveSpan(fn)#0',
      '"@opentelemetry/api".trace.{getActiveSpan,getSpan}()',
    ],
  },
  sinks: {
    log: [
      'Console.{log,info,warn,error,debug,trace,dir,table,group,groupCollapsed,dirxml}(*).**',
      'Console.assert(1..).**',
      `Logger.${LEVELS}(*).**`,
      '"consola".{success,fail,ready,start,box}(*).**',
      'Debug(*).**',
      '"morgan".token(1)=>',
      'Span.setAttribute(1)',
      'Span.setAttributes(0).**',
      'Span.addEvent(1).**',
      // Loggers that come from places that are not read, by the names everybody gives them.
      `*.{logger,log}.${LEVELS}(*).**`,
      `logger.${LEVELS}(*).**`,
      `log.${LEVELS}(*).**`,
    ],
  },
  quiet: [
    'Console.*()',
    `Logger.${LEVELS}()`,
    'Logger.{child,add,remove,configure,isLevelEnabled,setLevel}()',
    'Debug()',
    '"debug"()',
    '"morgan"()',
    '"morgan".{token,compile,format}()',
    '"pino-http"()',
    '"express-winston".{logger,errorLogger}()',
    '"winston".{format,transports}.*()',
    'Span.{setAttribute,setAttributes,addEvent,recordException,setStatus,end}()',
    `*.{logger,log}.${LEVELS}()`,
    `logger.${LEVELS}()`,
    `log.${LEVELS}()`,
  ],
});
