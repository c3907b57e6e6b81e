/** Files taken from clients without a look at their size, their type or their name. */
import { limitUpload } from '../fixes/limitUpload';
import { type CallView, callRule, type FlowView, type Report, type ValueView } from '../rule';
import page from './endpoint-unrestricted-file-upload.md';

export const endpointUnrestrictedFileUpload = callRule({
  id: 'endpoint-unrestricted-file-upload',
  title: 'Upload stored without type, size or name control',
  severity: 'high',
  cwe: [434, 22, 400],
  api: ['API4', 'API8'],
  top10: ['A06', 'A01'],
  asvs: ['5.2.1', '5.2.2', '5.3.1', '5.3.2'],
  page,
  advice: 'Limit the size, allow the types that are wanted, and give files names of your own.',
  on: ['upload-setup', 'upload-storage'],
  check: (call, kind) => (call.open ? [] : kind === 'upload-setup' ? checkSetup(call) : checkStorage(call)),
  flows: [
    {
      from: ['untrusted', 'untrusted-object'],
      to: 'file-path',
      stoppedBy: ['number', 'allow-listed', 'plain-characters', 'hashed', 'encrypted', 'string-method'],
      confidence: 'medium',
      message: 'A file is kept in a folder that is served, under the name that the client gave it, {source}, whatever its ending.',
    },
  ],
  judge: (flow) => (isKept(flow) ? undefined : 'drop'),
  fixes: [limitUpload],
});

/** Folders whose files are served as they are. */
const SERVED = /(?:^|[\\/])(?:public|static|wwwroot|htdocs|www|webroot)(?:[\\/]|$)/;

function checkSetup(call: CallView): readonly Report[] {
  const options = call.role('options');
  const dest = options?.field('dest');
  if (dest?.constants?.some((c) => typeof c === 'string' && SERVED.test(c)) && !options?.field('fileFilter'))
    return [{ span: dest.span, message: 'Files of any type are put into a folder that is served to everybody.' }];
  if (options && !isWritten(options)) return [];
  if (options?.field('limits')) return [];
  const what = options?.field('fileFilter') ? 'of any size' : 'of any size and type';
  return [{ span: call.span, message: `\`${call.name}\` takes files ${what}.`, severity: 'medium', confidence: 'medium' }];
}

/** Written out, so that what is not there is not there. */
const isWritten = (options: ValueView): boolean => /^\{(?![\s\S]*\.\.\.)/.test(options.text.trim());

function checkStorage(call: CallView): readonly Report[] {
  const destination = call.role('destination');
  const filename = call.role('filename');
  const places = destination ? [destination, ...destination.calledBack.flatMap((values) => values.slice(1))] : [];
  const served = places.find((p) => p.constants?.some((c) => typeof c === 'string' && SERVED.test(c)));
  const isClients = filename !== undefined && CLIENT_NAME.test(filename.text) && !CHECKED.test(filename.text);
  if (served && (isClients || !filename))
    return [
      { span: served.span, message: 'Files are put into a folder that is served to everybody, with the ending that the client chose.' },
    ];
  if (!isClients || !filename || UNIQUE.test(filename.text)) return [];
  return [
    {
      span: filename.span,
      message: 'A file is kept under the name that the client gave it, over whatever has that name.',
      severity: 'medium',
      confidence: 'medium',
    },
  ];
}

const CLIENT_NAME = /\boriginal_?[nN]ame\b/;
const UNIQUE = /uuid|UUID|nanoid|random|Date\.now|getTime|timestamp|hash|Math\./;
const CHECKED = /allow|mimetype|mime\b|\btest\(|\.includes\(|\.has\(/;

const UPLOADED = /Upload|FileHeader|Part\.|[fF]iles?\b.*[nN]ame|Filename/;
/** The function looks at endings, types or makes a name of its own. */
const LOOKED_AT =
  /allow|splitext|suffix|extension|\bext\b|\.Ext\(|endswith|endsWith|HasSuffix|content_?type|ContentType|mimetype|\bmagic\b|imghdr|Tika|DetectContentType|uuid|UUID|token_hex|token_urlsafe|randomUUID|rand\.|timestamp|time\(\)|Date\.now|currentTimeMillis/i;

/** The function speaks of a folder whose files are served as they are. */
const SPEAKS_OF_SERVED = /['"`/\\](?:public|static|wwwroot|htdocs|www|webroot)\b|\bstatic_folder\b|\bSTATIC_ROOT\b|\bMEDIA_ROOT\b/;

/** Names with a path in them are another rule's; a name in a folder that nobody is served from does little harm. */
function isKept({ through, place, sourceText, functionText, sourceFunctionText, unknownCall }: FlowView): boolean {
  if (unknownCall || !through.has('file-name') || !(UPLOADED.test(place) || UPLOADED.test(sourceText))) return false;
  if (!SPEAKS_OF_SERVED.test(functionText) && !SPEAKS_OF_SERVED.test(sourceFunctionText)) return false;
  return !LOOKED_AT.test(functionText) && !LOOKED_AT.test(sourceFunctionText);
}
