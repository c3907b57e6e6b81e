/** What an internal failure tells of the inside goes to the client: stack, exception object, message. */
import { sameAnswer } from '../fixes/sameAnswer';
import { type FlowView, flowRule } from '../rule';
import page from './endpoint-verbose-error.md';

type Part = 'stack' | 'object' | 'message';

const WORDS: Readonly<Record<Part, string>> = {
  stack: 'The stack of an error',
  object: 'A whole error, as it was caught,',
  message: 'The message of an internal error',
};

export const endpointVerboseError = flowRule({
  id: 'endpoint-verbose-error',
  title: 'Internal error detail sent to the client',
  severity: 'medium',
  cwe: [209, 497, 550],
  api: ['API8'],
  top10: ['A10'],
  asvs: ['16.5.1'],
  page,
  from: 'error',
  to: 'response-body',
  stoppedBy: ['number', 'string-method', 'allow-listed'],
  message: '{source} goes to the client with {sink}.',
  advice: 'Log it, and answer with words that are always the same.',
  judge: (flow) => {
    const part = partOf(flow);
    if (!part || flow.unknownCall || isForDevelopment(flow)) return 'drop';
    const message = `${WORDS[part]} goes to the client with {sink}.`;
    // A response that says what the client did wrong may say it in the words of whoever found out.
    if (part === 'message') return flow.through.has('client-fault') || isChosen(flow) ? 'drop' : { message, confidence: 'medium' };
    if (part === 'object' && (flow.through.has('client-fault') || isChosen(flow))) return 'drop';
    // What is printed is printed to the client only where its writer is at hand.
    if (/printStackTrace$/.test(flow.sinkName) && !/\bget(?:Writer|OutputStream)\(/.test(flow.functionText)) return 'drop';
    return { message };
  },
  fixes: [sameAnswer],
});

/** What of the error it is, by the fields that were read and by what was made of it. */
function partOf({ place, through, sinkName }: FlowView): Part | undefined {
  if (/printStackTrace$/.test(sinkName)) return 'stack';
  if (/\.stack$|\.stack(?:\[\]|~)|[sS]tackTrace|format_exc|format_exception|format_tb|debug"?\.Stack/.test(place)) return 'stack';
  if (/\.(?:message|sqlMessage|getMessage\(\)|getLocalizedMessage\(\)|toString\(\)|Error\(\)|args(?:\[\])?|args\.0)$/.test(place))
    return 'message';
  if (/(?:#caught|#0|>|[eE]rrors?\.Failure|recover\(\)|exc_info\(\)(?:\.1)?)~?$/.test(place))
    return through.has('text') ||
      through.has('after-text') ||
      !/^#caught|#0~?$|^<(?:javax?\.|Error|Throwable|Exception|RuntimeException)/.test(place)
      ? 'message'
      : 'object';
  return undefined;
}

/** The function asks in which mode the program runs: what it shows, it is likely to show to developers alone. */
function isForDevelopment({ functionText, sourceFunctionText }: FlowView): boolean {
  const words =
    /\bNODE_ENV\b|['"`](?:development|dev|production|prod)['"`]|\bis_?(?:dev|prod|debug)|\bdebug\b(?!\s*[(.:])|\bdev_?mode\b|showStack/i;
  return words.test(functionText) || words.test(sourceFunctionText);
}

/** The error has been asked what it is on the way here, and has been recognised. */
function isAsked({ before }: FlowView): boolean {
  const asked = before.lastIndexOf('errors.');
  return asked >= 0 && /^errors\.(?:Is|As)\((?:(?!\breturn\b|\bdefault:|\n\s*\}).)*$/s.test(before.slice(asked));
}

/** The function tells sorts of errors apart by what they say of themselves, or the answer names a status that is not seen. */
function isChosen(flow: FlowView): boolean {
  const { functionText, sourceFunctionText } = flow;
  const told =
    /\.(?:isOperational|expose|statusCode|status_code|isJoi|isAxiosError|isBoom)\b|\b(?:e|err|error|ex|exc)\??\.(?:status|name|code|type|kind)\b|status\s*:(?!\s*[5'"])/;
  return told.test(functionText) || told.test(sourceFunctionText) || OTHER_STATUS.test(flow.after) || isAsked(flow);
}

/** What stands behind the body of an answer: a status that is the client's fault, or one that is not written there. */
const OTHER_STATUS = /^\s*[)}\]]*\s*,\s*(?:4\d\d|[\w.]*(?:4\d\d|BAD|NOT_FOUND|UNAUTH|FORBID|CONFLICT)|[a-z_][\w.]*\s*(?:\n|$))/;
