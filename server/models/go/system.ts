/** Programs, files, addresses, requests of the program's own, and the process: os/exec, os, path/filepath, net/url, http clients. */
import { model } from '../../engine/model';
import { declared } from './declared';
import { DECODED } from './kinds';

const SHELLS =
  "'sh'|'bash'|'zsh'|'dash'|'/bin/sh'|'/bin/bash'|'/usr/bin/bash'|'/usr/bin/env'|'cmd'|'cmd.exe'|'powershell'|'powershell.exe'|'pwsh'";
const SHELL_FLAGS = "'-c'|'-lc'|'-ec'|'-ic'|'/c'|'/C'|'-Command'|'-command'";
/** Programs that take an argument beginning with a dash as an option that runs, reads or writes something else. */
const OPTION_BEARING =
  "'git'|'tar'|'find'|'curl'|'ssh'|'scp'|'rsync'|'ffmpeg'|'zip'|'sed'|'wget'|'npm'|'hg'|'svn'|'mysqldump'|'psql'|'pip'";

export const processes = model('go', {
  name: 'Processes',
  module: 'os/exec',
  types: { Exec: ['"os/exec"', '"golang.org/x/sys/execabs"'] },
  sinks: {
    'shell-command': [
      `Exec.Command[0=${SHELLS}][1=${SHELL_FLAGS}](2..)`,
      `Exec.CommandContext[1=${SHELLS}][2=${SHELL_FLAGS}](3..)`,
      ...declared(['golang.org/x/crypto/ssh'], 'Session').map((t) => `${t}.{Run,Start,Output,CombinedOutput}(0)`),
      '"golang.org/x/crypto/ssh".Dial().NewSession().{Run,Start,Output,CombinedOutput}(0)',
    ],
    'program-name': ['Exec.Command(0)', 'Exec.CommandContext(1)', '"syscall".{Exec,ForkExec}(0)', '"os".StartProcess(0)'],
    'program-arguments': [`Exec.Command[0=${OPTION_BEARING}](1..)`, `Exec.CommandContext[1=${OPTION_BEARING}](2..)`],
  },
  quiet: ['Exec.{Command,CommandContext,LookPath}()', '*.{Run,Start,Wait,Output,CombinedOutput}()'],
});

export const files = model('go', {
  name: 'Files',
  module: 'os',
  types: { Os: ['"os"', '"io/ioutil"'], Path: ['"path/filepath"', '"path"'] },
  sinks: {
    'file-path': [
      'Os.{Open,OpenFile,Create,ReadFile,WriteFile,ReadDir,Remove,RemoveAll,Mkdir,MkdirAll,Stat,Lstat,Chmod,Chown,Truncate,Readlink,DirFS}(0)',
      'Os.{Rename,Link,Symlink}(0)',
      'Os.{Rename,Link,Symlink}(1)',
      'Path.{Walk,WalkDir,Glob}(0)',
      '"embed".FS.ReadFile(0)',
    ],
  },
  sanitizers: {
    'file-name': ['Path.{Base,Ext}()'],
    'path-checked': [
      '"github.com/cyphar/filepath-securejoin".SecureJoin()',
      '"path/filepath".Localize()',
      '"golang.org/x/mod/module".EscapePath()',
    ],
  },
  checks: { 'path-checked': ['Path.IsLocal(0)', '"io/fs".ValidPath(0)'] },
  flows: [
    { call: 'Path.Join', from: '(*)', to: '()', as: ['path-resolved', 'text'] },
    { call: 'Path.{Clean,Abs,EvalSymlinks,FromSlash,ToSlash}', from: '(0)', to: '()', as: ['path-resolved', 'text'] },
    { call: 'Path.Rel', from: '(1)', to: '()', as: ['path-resolved', 'text'] },
    { call: 'Path.Dir', from: '(0)', to: '()', as: 'text' },
    { call: 'Path.{Base,Ext}', from: '(0)', to: '()', as: 'text' },
    { call: 'Path.Split', from: '(0)', to: ['().0', '().1'], as: 'text' },
    { call: 'Os.ExpandEnv', from: '(0)', to: '()' },
  ],
  // What a file holds is not what its path was.
  quiet: [
    'Os.{Open,OpenFile,Create,ReadFile,WriteFile,ReadDir,Remove,RemoveAll,Mkdir,MkdirAll,Stat,Lstat,Rename,TempDir,MkdirTemp,CreateTemp,Getwd,Hostname,Getpid,IsNotExist,IsExist,DirFS,OpenRoot,Exit,Setenv}()',
    'Path.{Walk,WalkDir,Glob,Match,IsAbs,IsLocal}()',
  ],
});

export const addresses = model('go', {
  name: 'Addresses',
  module: 'net/url',
  types: {
    Parsed: ['"net/url".{Parse,ParseRequestURI,JoinPath}()', ...declared(['net/url'], 'URL'), 'Parsed.{ResolveReference,JoinPath,Parse}()'],
    Values: ['Parsed.Query()', '<net/url.Values>', '"net/url".Values()'],
  },
  sanitizers: {
    'host-part': ['Parsed.{Host,Scheme}', 'Parsed.{Hostname,Port}()'],
    rooted: ['Parsed.Path'],
    'query-part': ['Parsed.{RawQuery,Fragment}'],
    'url-encoded': ['"net/url".{QueryEscape,PathEscape}()', 'Values.Encode()'],
  },
  flows: [
    { call: '"net/url".{Parse,ParseRequestURI}', from: '(0)', to: '()' },
    { call: '"net/url".JoinPath', from: ['(0)', '(1)'], to: '()', as: 'text' },
    { call: '"net/url".{QueryUnescape,PathUnescape}', from: '(0)', to: '()', as: 'text', undoes: DECODED },
    { call: '"net/url".{QueryEscape,PathEscape}', from: '(0)', to: '()', as: 'text' },
    { call: 'Parsed.{String,Redacted}', from: '(this)', to: '()' },
    { call: 'Parsed.{Hostname,Port}', from: '(this)', to: '()' },
    { call: 'Values.{Set,Add}', from: '(1)', to: '(this)', as: 'url-encoded' },
    { call: 'Values.Encode', from: ['(this)', '(this)[]'], to: '()' },
  ],
  quiet: ['Parsed.{IsAbs,Port}()', 'Values.{Set,Add,Del,Has}()'],
});

export const httpClients = model('go', {
  name: 'HTTP clients',
  types: {
    Client: ['"net/http"', '"net/http".DefaultClient', ...declared(['net/http'], 'Client')],
    Resty: [
      '"github.com/go-resty/resty/v2".New().{R,NewRequest}()',
      '<github.com/go-resty/resty/v2.Client>.R()',
      '<github.com/go-resty/resty/v2.Request>',
      'Resty.{SetHeader,SetBody,SetResult,SetQueryParam,SetContext,SetAuthToken}()',
    ],
  },
  sinks: {
    'request-url': [
      'Client.{Get,Head,Post,PostForm}(0)',
      '"net/http".{NewRequest}(1)',
      '"net/http".NewRequestWithContext(2)',
      'Resty.{Get,Post,Put,Patch,Delete,Head}(0)',
      '"github.com/gorilla/websocket".DefaultDialer.{Dial,DialContext}(0)',
      '"github.com/valyala/fasthttp".Get(1)',
      '"net/http/httputil".NewSingleHostReverseProxy(0)',
    ],
    'request-host': [
      '"net".{Dial,DialTimeout}(1)',
      '"net/rpc".Dial(1)',
      '"net/smtp".{Dial,SendMail}(0)',
      '"crypto/tls".Dial(1)',
      '"google.golang.org/grpc".{Dial,NewClient}(0)',
    ],
    credential: ['Resty.SetAuthToken(0)', 'Resty.SetBasicAuth(1)', '"net/smtp".PlainAuth(2)', '"golang.org/x/crypto/ssh".Password(0)'],
  },
  // What a server answers is not what it was asked.
  quiet: [
    'Client.{Get,Head,Post,PostForm,Do}()',
    '"net/http".{NewRequest,NewRequestWithContext}()',
    'Resty.*()',
    '"net".{Dial,DialTimeout,Listen,LookupIP,LookupHost,JoinHostPort}()',
    '"net/http/httputil".*()',
  ],
});

export const system = model('go', {
  name: 'System',
  sources: {
    local: [
      '"os".Args',
      '"os".{Getenv,LookupEnv,Environ}()',
      '"os".Stdin',
      '"flag".{String,Arg,Args}()',
      '"github.com/spf13/viper".{GetString,Get}()',
    ],
  },
  ends: ['"os".Exit', '"log".{Fatal,Fatalf,Fatalln,Panic,Panicf,Panicln}', '"runtime".Goexit'],
});

export const code = model('go', {
  name: 'Code',
  types: {
    Template: [
      '"text/template".{New,Must}()',
      '"html/template".{New,Must}()',
      ...declared(['text/template', 'html/template'], 'Template'),
      'Template.{New,Funcs,Option,Delims,Lookup}()',
    ],
    Vm: [
      '"github.com/dop251/goja".New()',
      '"github.com/robertkrimen/otto".New()',
      ...declared(['github.com/dop251/goja'], 'Runtime'),
      ...declared(['github.com/robertkrimen/otto'], 'Otto'),
    ],
  },
  sinks: {
    'code-text': [
      'Template.Parse(0)',
      'Vm.{RunString,Run,Eval}(0)',
      '"github.com/traefik/yaegi/interp".New().Eval(0)',
      '"github.com/yuin/gopher-lua".NewState().DoString(0)',
      '"github.com/expr-lang/expr".{Eval,Compile}(0)',
      '"github.com/Knetic/govaluate".NewEvaluableExpression(0)',
    ],
    'module-name': ['"plugin".Open(0)'],
    'html-response': ['"html/template".{HTML,JS,HTMLAttr,CSS}(0)'],
  },
  sanitizers: {
    'html-escaped': [
      '"html".EscapeString()',
      '"html/template".{HTMLEscapeString,HTMLEscaper,JSEscapeString}()',
      '"text/template".{HTMLEscapeString,HTMLEscaper}()',
      '"github.com/microcosm-cc/bluemonday".{UGCPolicy,StrictPolicy,NewPolicy}().{Sanitize,SanitizeBytes}()',
      '<github.com/microcosm-cc/bluemonday.Policy>.{Sanitize,SanitizeBytes}()',
    ],
  },
  flows: [
    { call: '"html".UnescapeString', from: '(0)', to: '()', as: 'text', undoes: 'html-escaped' },
    { call: '"html/template".Must', from: '(0)', to: '()' },
    { call: '"text/template".Must', from: '(0)', to: '()' },
  ],
  quiet: [
    'Template.{Execute,ExecuteTemplate,Parse,ParseFiles,ParseGlob,ParseFS}()',
    '"html/template".{HTML,JS,HTMLAttr,CSS,ParseFiles,ParseGlob,ParseFS}()',
    'Vm.*()',
  ],
});
