/** Believes as many proxies as there are, in place of everybody. */
import type { FixMaker } from '../fix';

export const countedProxies: FixMaker = {
  languages: ['javascript'],
  make({ tree, file, finding, nodeAt }) {
    const node = nodeAt(finding.span);
    if (tree.textOf(node) !== 'true') return undefined;
    return { title: 'Believe the one proxy in front', kind: 'guided', edits: [{ file, span: tree.span(node), text: '1' }] };
  },
};
