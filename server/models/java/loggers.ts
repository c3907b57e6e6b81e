/** Everything that writes a log: SLF4J, Log4j, `java.util.logging`, Commons Logging, and what is printed. */
import { model } from '../../engine/model';

const LEVELS = '{trace,debug,info,warn,error,fatal,log,severe,warning,fine,finer,finest,config,printf,logp}';

export const loggers = model('java', {
  name: 'Loggers',
  types: {
    Logger: [
      '"org.slf4j".LoggerFactory.getLogger()',
      '"org.apache.logging.log4j".LogManager.getLogger()',
      '"org.apache.log4j".{Logger,LogManager}.getLogger()',
      '"java.util.logging".Logger.getLogger()',
      '"org.apache.commons.logging".LogFactory.getLog()',
      '<org.slf4j.Logger>',
      '<org.apache.logging.log4j.Logger>',
      '<org.apache.log4j.Logger>',
      '<java.util.logging.Logger>',
      '<org.apache.commons.logging.Log>',
    ],
  },
  sinks: {
    log: [
      `Logger.${LEVELS}(*).**`,
      'System.{out,err}.{print,println,printf,format}(*).**',
      `log.${LEVELS}(*).**`,
      `logger.${LEVELS}(*).**`,
      `*.{log,logger,LOG,LOGGER}.${LEVELS}(*).**`,
      '"org.slf4j".MDC.put(1)',
    ],
  },
  quiet: [
    `Logger.${LEVELS}()`,
    'Logger.{isDebugEnabled,isTraceEnabled,isInfoEnabled,isLoggable}()',
    'System.{out,err}.*()',
    `log.${LEVELS}()`,
    `logger.${LEVELS}()`,
    `*.{log,logger,LOG,LOGGER}.${LEVELS}()`,
  ],
});
