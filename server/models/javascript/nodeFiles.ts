/** Node's `fs`, `fs/promises` and `path`, and the packages that have the same functions. */
import { model } from '../../engine/model';

export const nodeFiles = model('javascript', {
  name: 'Node files',
  module: 'fs',
  types: {
    Fs: ['"fs"', '"fs/promises"', '"fs".promises', '"graceful-fs"', '"fs-extra"', '"mz/fs"', '"fs-extra/esm"'],
    Path: ['"path"', '"path/posix"', '"path/win32"', 'Path.{posix,win32}', '"upath"'],
  },
  sinks: {
    'file-path': [
      'Fs.{readFile,readFileSync,writeFile,writeFileSync,appendFile,appendFileSync,createReadStream,createWriteStream}(0)',
      'Fs.{open,openSync,openAsBlob,opendir,opendirSync,readdir,readdirSync,stat,statSync,lstat,lstatSync,readlink,readlinkSync}(0)',
      'Fs.{unlink,unlinkSync,rm,rmSync,rmdir,rmdirSync,mkdir,mkdirSync,mkdtemp,mkdtempSync,truncate,truncateSync}(0)',
      'Fs.{chmod,chmodSync,chown,chownSync,utimes,utimesSync,watch,watchFile,realpath,realpathSync}(0)',
      'Fs.{rename,renameSync,copyFile,copyFileSync,cp,cpSync,link,linkSync,symlink,symlinkSync}(0)',
      'Fs.{rename,renameSync,copyFile,copyFileSync,cp,cpSync,link,linkSync,symlink,symlinkSync}(1)',
      '"fs-extra".{readJson,readJSON,readJsonSync,readJSONSync,writeJson,writeJSON,writeJsonSync,outputFile,outputFileSync,outputJson}(0)',
      '"fs-extra".{remove,removeSync,emptyDir,emptyDirSync,ensureDir,ensureDirSync,ensureFile,ensureFileSync,mkdirp,mkdirs}(0)',
      '"fs-extra".{copy,copySync,move,moveSync}(0)',
      '"fs-extra".{copy,copySync,move,moveSync}(1)',
      '"rimraf"(0)',
      '"rimraf".{rimraf,sync}(0)',
      '"jsonfile".{readFile,readFileSync,writeFile,writeFileSync}(0)',
    ],
  },
  sanitizers: {
    'file-name': ['Path.{basename,extname}()', 'Path.parse().{base,name,ext}', '"sanitize-filename"()', '"filenamify"()'],
  },
  flows: [
    { call: 'Path.{join,resolve}', from: '(*)', to: '()', as: ['path-resolved', 'text'] },
    { call: 'Path.normalize', from: '(0)', to: '()', as: ['path-resolved', 'text'] },
    { call: 'Path.{dirname,toNamespacedPath,parse}', from: '(0)', to: '()', as: 'text' },
    { call: 'Path.format', from: ['(0)', '(0).*'], to: '()', as: 'text' },
    { call: 'Path.relative', from: '(1)', to: '()', as: ['path-resolved', 'text'] },
    { call: 'Path.{basename,extname}', from: '(0)', to: '()' },
    { call: 'Fs.{realpath,realpathSync}', from: '(0)', to: '()', as: ['path-resolved', 'text'] },
  ],
  // What a file holds is not what its path was.
  quiet: ['Fs.*()', 'Path.{isAbsolute,matchesGlob}()', '"jsonfile".*()', '"rimraf"()'],
});
