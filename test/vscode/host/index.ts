/** Entry of the suites that run inside the editor's extension host. The report goes to a file: what a host prints is lost in the editor's own log. */
import { appendFileSync } from 'node:fs';
import { builtSuites, runMocha } from '../../harness/runMocha';

/** The editor calls it and ends with code 0 or 1, as it settles. */
export async function run(): Promise<void> {
  const report = process.env.GATEHOUSE_REPORT;
  if (report === undefined) throw new Error('GATEHOUSE_REPORT must name the file for the report.');
  const passed = await runMocha(builtSuites(__dirname), { timeout: 90_000, jobs: 1, print: (line) => appendFileSync(report, `${line}\n`) });
  if (!passed) throw new Error('Some tests failed; the report says which.');
}
