/** Everything that writes a log: log, slog, zap, zerolog, logrus, and the standard streams. */
import { model } from '../../engine/model';
import { declared } from './declared';

const LEVELS =
  '{Print,Println,Printf,Fatal,Fatalf,Fatalln,Panic,Panicf,Panicln,Trace,Tracef,Debug,Debugf,Debugln,Info,Infof,Infoln,Warn,Warnf,Warning,Warningf,Error,Errorf,Errorln,Log,Logf,LogAttrs,Output,DebugContext,InfoContext,WarnContext,ErrorContext,Debugw,Infow,Warnw,Errorw,Fatalw}';
const FIELDS = '{With,WithField,WithFields,WithGroup,WithError,Named,Sugar,WithContext}';
const EVENT = '{Str,Strs,Stringer,Bytes,Interface,Any,Fields,Dict,RawJSON}';

export const loggers = model('go', {
  name: 'Loggers',
  module: 'log/slog',
  types: {
    Logger: [
      '"log"',
      '"log".{New,Default}()',
      '"log/slog"',
      '"log/slog".{New,Default,With}()',
      '"github.com/sirupsen/logrus"',
      '"github.com/sirupsen/logrus".{New,StandardLogger,WithField,WithFields,WithError}()',
      '"go.uber.org/zap".{NewProduction,NewDevelopment,NewExample,Must,L,S,New}()',
      '"github.com/golang/glog"',
      '"k8s.io/klog/v2"',
      ...declared(['log', 'log/slog', 'github.com/sirupsen/logrus', 'go.uber.org/zap'], 'Logger'),
      ...declared(['github.com/sirupsen/logrus'], 'Entry', 'FieldLogger'),
      ...declared(['go.uber.org/zap'], 'SugaredLogger'),
      `Logger.${FIELDS}()`,
    ],
    Event: [
      '"github.com/rs/zerolog/log".{Trace,Debug,Info,Warn,Error,Fatal,Panic,Log}()',
      '"github.com/rs/zerolog/log".Logger.{Trace,Debug,Info,Warn,Error,Fatal}()',
      ...declared(['github.com/rs/zerolog'], 'Logger').map((t) => `${t}.{Trace,Debug,Info,Warn,Error,Fatal}()`),
      '"github.com/rs/zerolog".New().{Trace,Debug,Info,Warn,Error,Fatal}()',
      `Event.{Str,Strs,Stringer,Bytes,Interface,Any,Fields,Dict,RawJSON,Int,Int64,Bool,Err,Dur,Time,Timestamp,Caller}()`,
    ],
  },
  sinks: {
    log: [
      `Logger.${LEVELS}(*).**`,
      'Logger.{WithField,With}(1..)',
      'Logger.WithFields(0).**',
      `Event.${EVENT}(1).**`,
      'Event.{Msg,Msgf}(*).**',
      '"fmt".{Print,Println,Printf}(*).**',
      '"os".{Stdout,Stderr}.{Write,WriteString}(0)',
      'print(*)',
      'println(*)',
      // Loggers that come from places that are not read, by the names everybody gives them.
      `*.{logger,log,Logger,Log,sugar}.${LEVELS}(*).**`,
    ],
  },
  flows: [
    { call: '"go.uber.org/zap".*', from: ['(1)', '(1).**'], to: '()' },
    { call: '"log/slog".{String,Any,Group,Attr}', from: ['(1)', '(1).**'], to: '()' },
  ],
  quiet: [
    `Logger.${LEVELS}()`,
    'Logger.{SetFlags,SetPrefix,SetOutput,SetLevel,SetFormatter,SetDefault,Sync,Enabled}()',
    'Event.{Msg,Msgf,Send}()',
    `*.{logger,log,Logger,Log,sugar}.${LEVELS}()`,
    '"go.uber.org/zap".{Int,Int64,Bool,Error,Duration,Time}()',
    '"log/slog".{Int,Int64,Bool,Duration,Time}()',
  ],
});
