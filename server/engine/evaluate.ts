/** One instruction: what its register, variable or field then holds. */
import type { Instr } from '../ir/types';
import { loadElement, loadField, loadIndex, storeField, storeIndex } from './access';
import { captured, setCaptured } from './captured';
import { MASK } from './catalog';
import { variableSet } from './claims';
import { binaryValue, unaryValue } from './conditions';
import { arrayValue, concatValue, objectValue } from './construct';
import { instanceValue, withDeclaredErrors } from './errors';
import type { Frame } from './frame';
import { observeVariable } from './observing';
import { saidOfClass } from './routes/record/wrapping';
import { typed } from './typed';
import { constant, join, NOTHING, ofFunctions, ofPaths, tainted, UNKNOWN, type Value, withMask, withPaths } from './values';

/** Stands for the names of an object's fields. */
const NAMES = '%name';
/** Stands for what is caught, in models too. */
const CAUGHT = '#caught';
/** Stands for the name of what is the class above. */
const SUPER = '^super';

/** A variable of the module may be a setting of the program. */
function setting(frame: Frame, instr: Extract<Instr, { op: 'set' }>, value: Value): void {
  const { name } = frame.func.vars[instr.var];
  if (frame.env.paths.catalog.setNames.has(name)) observeVariable(frame, name, value, frame.site(instr.at));
}

export function evaluate(frame: Frame, instr: Instr): void {
  const { regs } = frame;
  switch (instr.op) {
    case 'const':
      regs[instr.to] = constant(instr.value, frame.site(instr.at));
      return;
    case 'get':
      regs[instr.to] = frame.refined(frame.state.variable(instr.var) ?? UNKNOWN);
      frame.regNames[instr.to] = frame.func.vars[instr.var].name;
      return;
    case 'set':
      frame.setVariable(instr.var, regs[instr.from], instr.at);
      variableSet(frame, frame.func.blocks[frame.block].instrs, instr);
      if (frame.func.index === 0) setting(frame, instr, regs[instr.from]);
      return;
    case 'capture': {
      const target = frame.captureTarget(instr.index);
      regs[instr.to] = frame.refined(captured(frame, instr.index));
      frame.regNames[instr.to] = frame.module.functions[target.func].vars[target.variable]?.name;
      return;
    }
    case 'setCapture':
      setCaptured(frame, instr.index, regs[instr.from]);
      return;
    case 'global': {
      const node = frame.env.paths.global(instr.name);
      regs[instr.to] = ofPaths([node], frame.valueTaints(node, frame.site(instr.at)));
      frame.regNames[instr.to] = instr.name;
      return;
    }
    case 'import':
      regs[instr.to] = frame.env.importValue(frame.module.file, instr.module, instr.name);
      return;
    case 'this':
      regs[instr.to] = frame.refined(frame.thisValue());
      frame.regNames[instr.to] = 'this';
      return;
    case 'super':
      regs[instr.to] = frame.superValue();
      frame.regNames[instr.to] = SUPER;
      return;
    case 'field':
      regs[instr.to] = frame.refined(loadField(frame, regs[instr.base], instr.name, frame.site(instr.at), frame.regNames[instr.base]));
      if (frame.regNames[instr.base] === SUPER) regs[instr.to] = frame.onThis(regs[instr.to]);
      frame.regNames[instr.to] = instr.name;
      return;
    case 'setField':
      storeField(frame, regs[instr.base], instr.name, regs[instr.from], frame.site(instr.at));
      if (frame.env.paths.catalog.routes.fields.has(instr.name)) frame.routes.assigned(instr, regs[instr.base], regs[instr.from]);
      return;
    case 'index':
      regs[instr.to] = frame.refined(loadIndex(frame, regs[instr.base], regs[instr.key], frame.site(instr.at), frame.regNames[instr.base]));
      frame.regNames[instr.to] = frame.regNames[instr.base];
      return;
    case 'setIndex':
      storeIndex(frame, regs[instr.base], regs[instr.key], regs[instr.from], frame.site(instr.at));
      return;
    case 'call':
      regs[instr.to] = frame.refined(frame.callInstr(instr));
      return;
    case 'binary':
      if (instr.operator === 'instanceof') {
        regs[instr.to] = instanceValue(frame, regs[instr.left], frame.regNames[instr.right]);
        return;
      }
      regs[instr.to] = binaryValue(frame, instr.operator, regs[instr.left], regs[instr.right], instr.at);
      return;
    case 'unary':
      regs[instr.to] = unaryValue(instr.operator, regs[instr.from]);
      return;
    case 'concat':
      regs[instr.to] = concatValue(
        instr.parts.map((r) => regs[r]),
        true,
      );
      return;
    case 'object':
      regs[instr.to] = objectValue(frame, instr);
      return;
    case 'array':
      regs[instr.to] = arrayValue(frame, instr);
      return;
    case 'closure':
      regs[instr.to] = ofFunctions([frame.functionValue('function', instr.func, undefined)]);
      return;
    case 'class': {
      const parent = instr.parent >= 0 ? regs[instr.parent] : undefined;
      const value = frame.functionValue('class', instr.class, parent);
      const said = instr.decorators.length > 0 ? saidOfClass(instr.decorators.map((d) => regs[d])) : [];
      regs[instr.to] = withPaths(ofFunctions([value]), [...(parent?.paths.filter((p) => !p.isUnknown) ?? []), ...said]);
      if (frame.env.paths.catalog.routes.declared.decorates) frame.routes.declared(instr);
      return;
    }
    case 'element':
      regs[instr.to] = loadElement(frame, regs[instr.base], frame.site(instr.at));
      frame.regNames[instr.to] = frame.regNames[instr.base];
      return;
    case 'key':
      // A part of its own: names of fields are as much the client's as the object, but tell nothing of what the fields hold.
      regs[instr.to] = tainted(withMask(loadField(frame, regs[instr.base], NAMES, undefined, undefined).taints, MASK.text));
      return;
    case 'cast': {
      const from = regs[instr.from];
      const declared = frame.env.declaredValue(frame.module.file, instr.type);
      regs[instr.to] = withDeclaredErrors(frame, typed(from, from, declared), declared, instr.at);
      frame.regNames[instr.to] = frame.regNames[instr.from];
      if (frame.env.paths.catalog.routes.serves && declared.paths.some((p) => p.routes?.served))
        frame.routes.serves(instr, regs[instr.to], declared);
      return;
    }
    case 'await':
      regs[instr.to] = regs[instr.from];
      frame.regNames[instr.to] = frame.regNames[instr.from];
      return;
    case 'yield':
      frame.giveBack(regs[instr.from]);
      regs[instr.to] = UNKNOWN;
      return;
    case 'mix':
      regs[instr.to] = instr.from.map((r) => regs[r]).reduce((a, b) => join(a, b), NOTHING);
      return;
    case 'caught': {
      const node = frame.env.paths.global(CAUGHT);
      regs[instr.to] = ofPaths([node], frame.valueTaints(node, frame.site(instr.at)));
      return;
    }
  }
}
