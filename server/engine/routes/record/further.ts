/** Decorators that make any method of a class a handler: `@action(detail=True, methods=['post'])`. */
import { elementsOf } from '../../places';
import type { CompiledFurther } from '../model/furtherCompile';
import type { Noted, NotedCall, Reading } from './reading';
import { methodsAt } from './registering';
import { controlOf } from './views';

/** `maker` is the call that has made the decorator, `func` the method that it is called with. */
export function furtherOf(reading: Reading, maker: NotedCall, further: CompiledFurther, func: number): Noted | undefined {
  const { frame, names } = reading;
  const { module } = frame;
  const { name, class: owner } = module.functions[func];
  const [path] = reading.at(maker, further.path);
  const [one] = reading.at(maker, further.one);
  const texts = path?.value.consts;
  const told = texts === undefined ? name : texts.length === 1 && typeof texts[0] === 'string' ? texts[0] : undefined;
  if (told === undefined) return undefined;
  const said = reading.at(maker, further.controls);
  const own = said.flatMap(({ value }) => elementsOf(frame, value)).map((item) => controlOf(frame, item, [...names.judged]));
  return {
    event: 'further',
    func: `${module.file}#${func}`,
    class: `${module.file}@${owner}`,
    methods: methodsAt(reading, maker, [further.methods]) ?? further.usual,
    path: `${one?.value.consts?.[0] === true ? further.under : ''}/${told}`,
    own: said.length > 0 ? own : undefined,
  };
}
