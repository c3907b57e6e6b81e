/** What the judge says of ignore comments that do not do their work. */
import { removeComment } from '../fixes/removeComment';
import { judgeRule } from '../rule';
import page from './ignore-comment.md';

export const ignoreComment = judgeRule({
  id: 'ignore-comment',
  title: 'Ignore comment that does not count',
  severity: 'low',
  page,
  advice: 'Give a reason, or remove the comment.',
  cwe: [],
  fixes: [removeComment],
});
