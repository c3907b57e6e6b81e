/** Everything that writes a log: `logging`, structlog, loguru, `print`, error trackers, traces. */
import { model } from '../../engine/model';

const LEVELS = '{debug,info,warning,warn,error,critical,exception,fatal,log,trace,success,notice,msg}';
const PLACES = ['(*).**', '(:).**'];

/** Values by position and by keyword, with all that is in them. */
const written = (call: string): readonly string[] => PLACES.map((place) => call + place);

export const loggers = model('python', {
  name: 'Loggers',
  module: 'logging',
  types: {
    Logger: [
      '"logging"',
      '"logging".{getLogger,Logger,LoggerAdapter}()',
      '<logging.Logger>',
      '<logging.LoggerAdapter>',
      'Logger.{getChild,bind,new,opt,patch,contextualize}()',
      '"structlog".{get_logger,getLogger,wrap_logger}()',
      '"structlog.stdlib".get_logger()',
      '<structlog.stdlib.BoundLogger>',
      '"loguru".logger',
      '"celery.utils.log".get_task_logger()',
      '"absl".logging',
      '"twisted.logger".Logger()',
      '"django.utils.log".getLogger()',
    ],
    Span: ['"opentelemetry".trace.get_current_span()', '"opentelemetry".trace.get_tracer().{start_span,start_as_current_span}()'],
  },
  sinks: {
    log: [
      ...written(`Logger.${LEVELS}`),
      'print(*).**',
      '"sys".{stdout,stderr}.write(0)',
      '"builtins".print(*).**',
      '"rich".print(*).**',
      '"rich.console".Console().{print,log}(*).**',
      '"pprint".{pprint,pp}(0).**',
      '"warnings".warn(0)',
      'Span.set_attribute(1)',
      'Span.set_attributes(0).**',
      'Span.add_event(1).**',
      // Loggers that come from places that are not read, by the names everybody gives them.
      ...written(`*.{logger,log,_logger,_log,LOG,LOGGER}.${LEVELS}`),
      ...written(`logger.${LEVELS}`),
      ...written(`log.${LEVELS}`),
    ],
  },
  quiet: [
    `Logger.${LEVELS}()`,
    'Logger.{setLevel,addHandler,isEnabledFor,basicConfig,getLogger,add,remove}()',
    '"structlog".configure()',
    '"sys".{stdout,stderr}.{write,flush}()',
    'Span.*()',
    `*.{logger,log,_logger,_log,LOG,LOGGER}.${LEVELS}()`,
    `logger.${LEVELS}()`,
    `log.${LEVELS}()`,
    '"warnings".warn()',
    '"click".{echo,secho}()',
  ],
});
