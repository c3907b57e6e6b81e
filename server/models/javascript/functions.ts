/** Functions, promises and timers: what is called with what; and the places of the language that evaluate text. */
import { model } from '../../engine/model';

export const functions = model('javascript', {
  name: 'Functions',
  sources: { 'predictable-random': ['Math.random()', 'Date.now()', 'Date[0=absent]().{getTime,valueOf}()', 'performance.now()'] },
  sinks: {
    'code-text': [
      'eval(0)',
      'globalThis.eval(0)',
      'Function(*)',
      'setTimeout(0)',
      'setInterval(0)',
      'setImmediate(0)',
      'globalThis.{setTimeout,setInterval}(0)',
    ],
    'module-name': ['require(0)', 'require.resolve(0)', 'import(0)', 'module.require(0)'],
  },
  flows: [
    { call: '*.bind', from: '(this)', to: '()' },
    // Promises: what they are fulfilled with is the value itself.
    { call: '*.then', from: '(this)', to: '(0)#0' },
    { call: '*.then', from: ['(0)=>', '(1)=>'], to: '()' },
    { call: '*.catch', from: ['(this)', '(0)=>'], to: '()' },
    { call: '*.finally', from: '(this)', to: '()' },
    { call: 'Promise.all', from: '(0)', to: '()' },
    { call: 'Promise.{race,any}', from: '(0)[]', to: '()' },
    { call: 'Promise.allSettled', from: '(0)[]', to: '()[].value' },
    { call: 'Promise.resolve', from: '(0)', to: '()' },
    { call: 'Promise', from: '(0)#0#0', to: '()' },
    // Timers hand further arguments to their function.
    { call: 'setTimeout', from: '(2)', to: '(0)#0' },
    { call: 'setInterval', from: '(2)', to: '(0)#0' },
    { call: 'setImmediate', from: '(1)', to: '(0)#0' },
    { call: 'queueMicrotask', from: '(1)', to: '(0)#0' },
    { call: 'Error', from: '(0)', to: '().message' },
    { call: 'TypeError', from: '(0)', to: '().message' },
    { call: 'RangeError', from: '(0)', to: '().message' },
  ],
  meanings: { invoke: ['*.call'], 'invoke-list': ['*.apply'], bind: ['*.bind'] },
  quiet: [
    'eval()',
    'Function()',
    'require()',
    'require.resolve()',
    'import()',
    'Promise.reject()',
    'setTimeout()',
    'setInterval()',
    'setImmediate()',
    'queueMicrotask()',
    'clearTimeout()',
    'clearInterval()',
    'performance.now()',
    'Math.random()',
  ],
});
