/** The process and its surroundings: environment, arguments, exit. */
import { model } from '../../engine/model';

export const system = model('python', {
  name: 'System',
  sources: {
    local: [
      '"os".environ',
      '"os".{getenv,getenvb}()',
      '"sys".argv',
      '"sys".stdin',
      'input()',
      'raw_input()',
      '"argparse".ArgumentParser().{parse_args,parse_known_args}()',
      '"getpass".getpass()',
      '"decouple".config()',
      '"environ".Env()()',
    ],
    'predictable-random': ['"os".getpid()'],
  },
  ends: ['"sys".exit', '"os"._exit', 'exit', 'quit'],
  flows: [
    { call: '"threading".Thread', from: '(target:)', to: '()' },
    { call: '"contextlib".{suppress,closing,nullcontext}', from: '(0)', to: '()' },
  ],
  quiet: [
    '"os".environ.{get,setdefault,pop}()',
    '"platform".*()',
    '"inspect".*()',
    '"signal".*()',
    '"threading".{Lock,RLock,Event,current_thread}()',
    '"dotenv".{load_dotenv,find_dotenv}()',
    '"unittest.mock".*()',
  ],
});
