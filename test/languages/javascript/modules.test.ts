/** What values keep on their way through modules, by the findings at the end of it. */
import { readPage, testPage } from '../../harness/pageTests';

for (const name of ['modules', 'workspaces']) testPage(readPage(`test/languages/javascript/${name}.md`));
