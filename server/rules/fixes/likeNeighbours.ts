/** Puts the control that a route's neighbours have before it. */
import { short } from '../../engine/routes/inventory/verdicts';
import type { Fix, FixContext, FixMaker, Likeness, Remedy, Taken } from '../fix';
import { askAlike } from './askAlike';
import { guardGo } from './guardGo';
import { guardJava } from './guardJava';
import { guardJavascript } from './guardJavascript';
import { guardPython } from './guardPython';

type Guard = (context: FixContext, remedy: Remedy, like: Likeness) => Taken | undefined;

const inJavascript: Guard = (context, remedy, like) => guardJavascript(context, remedy, like) ?? askAlike(context, remedy, like);

const BY_LANGUAGE: Readonly<Record<string, Guard>> = { javascript: inJavascript, python: guardPython, java: guardJava, go: guardGo };

export const likeNeighbours: FixMaker = {
  languages: Object.keys(BY_LANGUAGE),
  make(context) {
    const { remedy, language } = context;
    if (!remedy) return undefined;
    return remedy.like.flatMap((like): readonly Fix[] => {
      if (context.look(like.place.file)?.language !== language) return [];
      const taken = BY_LANGUAGE[language](context, remedy, like);
      return taken ? [{ title: taken.title ?? titleOf(remedy, like, taken.name), kind: 'guided', edits: taken.edits }] : [];
    });
  },
};

function titleOf({ at, like: [first], count }: Remedy, like: Likeness, name: string): string {
  const what = at === 'router' ? 'this router' : 'this endpoint';
  const others = like.name === '' || like.name !== first.name ? '' : count === 1 ? ', as before another' : `, as before ${count} others`;
  return `Put \`${short(name)}\` before ${what}${others}`;
}
