/** The verifier turns faulty modules away and says where. */
import { strict as assert } from 'node:assert';
import { faultsOf } from '../harness/ir';

/** `body` is function 0 from line 3 on, and whatever follows it. */
function faults(body: string): readonly string[] {
  return faultsOf(`module a.js javascript\nfunc 0 main\n${body}`);
}

describe('IR verifier', () => {
  it('accepts ways that meet again, loops and handlers', () => {
    const sound = `  var $x
b0
  %0 = const 1
  branch %0 b1 b2
b1
  %1 = const 2
  jump b3
b2 catch b5
  %2 = call %0 ()
  jump b3
b3
  %3 = mix %1 %2
  %4 = binary + %3 %0
  branch %4 b3 b4
b4
  return %4
b5
  %5 = caught
  throw %5`;
    assert.deepEqual(faults(sound), []);
  });
  it('accepts code that nothing reaches', () => {
    assert.deepEqual(faults('b0\n  return\nb1\n  %0 = const 1\n  return %0\nb2\n  return %0'), []);
  });

  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ['a register never defined', 'b0\n  return %0', ['line 4: %0 is never defined']],
    ['a register defined twice', 'b0\n  %0 = const 1\n  %0 = const 2\n  return', ['line 5: %0 is defined a second time']],
    ['a register read too early', 'b0\n  %1 = await %0\n  %0 = const 1\n  return', ['line 4: %0 is read before it is defined']],
    [
      'a register defined on one way only',
      'b0\n  %0 = const 1\n  branch %0 b1 b2\nb1\n  %1 = const 2\n  jump b2\nb2\n  return %1',
      ['line 10: %1 is not defined on every way that leads here'],
    ],
    [
      'a handler that reads what its block may not have run',
      'b0\n  jump b1\nb1 catch b2\n  %0 = const 1\n  return\nb2\n  return %0',
      ['line 9: %0 is not defined on every way that leads here'],
    ],
    ['a mix of nothing known', 'b0\n  %1 = mix %0\n  return', ['line 4: %0 is never defined']],
    ['a block that does not exist', 'b0\n  jump b4', ['line 4: jump leads to b4, which does not exist']],
    ['a handler that does not exist', 'b0 catch b3\n  return', ['line 3: its handler b3 does not exist']],
    ['a block that handles itself', 'b0 catch b0\n  return', ['line 3: the block is its own handler']],
    ['a caught value outside a handler', 'b0\n  %0 = caught\n  return', ['line 4: `caught` stands in a block that handles no other']],
    ['a capture that does not exist', 'b0\n  %0 = capture #2\n  return', ['line 4: there is no capture 2']],
    ['a closure that does not exist', 'b0\n  %0 = closure f1\n  return', ['line 4: there is no function 1']],
    [
      'a closure of another function',
      'b0\n  %0 = closure f2\n  return\nfunc 1 outer\nb0\n  return\nfunc 2 inner owner 1\nb0\n  return',
      ['line 4: function 2 belongs to function 1, not to this one'],
    ],
    ['a class that does not exist', 'b0\n  %0 = class c0\n  return', ['line 4: there is no class 0']],
    ['a type that does not exist', '  var $a : class c3\nb0\n  return', ['line 2: variable 0 ($a): there is no class 3']],
    [
      'an owner that does not exist',
      'b0\n  return\nfunc 1 lost owner 9\nb0\n  return',
      ['line 5: function 1 has no owner: there is no function 9'],
    ],
    [
      'owners in a circle',
      'b0\n  return\nfunc 1 a owner 2\nb0\n  return\nfunc 2 b owner 1\nb0\n  return',
      ['line 5: the owners of function 1 run in a circle', 'line 8: the owners of function 2 run in a circle'],
    ],
    [
      'a register outside the count',
      'b0\n  return\nfunc 1 a regs 1\nb0\n  %3 = const 1\n  return',
      ["line 7: %3 is outside the function's 1 registers"],
    ],
  ];
  for (const [name, body, expected] of cases) {
    it(`refuses ${name}`, () => assert.deepEqual(faults(body), expected));
  }

  it('refuses members, exports and imports that lead nowhere', () => {
    assert.deepEqual(
      faultsOf(`module a.js javascript
imports pg, pg, express
class 0 Store
  method find f1
  method drop f7
  field db - decorators %4
func 0 main
b0
  %0 = import mysql2 *
  return
func 1 find
b0
  return
`),
      [
        'line 11: method find of class 0: function 1 does not say that it belongs to class 0',
        'method drop of class 0: there is no function 7',
        'field db of class 0: function 0 never defines %4',
        'a module is listed twice among the imports',
        '"mysql2" is not listed among the imports',
        '"pg" is listed among the imports, and nothing imports it',
        '"express" is listed among the imports, and nothing imports it',
      ],
    );
  });
});
