/** What a person sees of an open file: findings, their fix, and what half-written code does to them. */
import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { after, closeAll, edit, findings, open, quickFixes, summary, until, untilFindings } from './editor';

describe('an open file', () => {
  afterEach(closeAll);

  it('activates the extension', async () => {
    const extension = vscode.extensions.getExtension('gatehouse.gatehouse');
    assert.ok(extension, 'the extension is not installed');
    await open('orders.ts');
    await until('activation', () => extension.isActive);
  });

  it('shows a flaw with rule, page, severity, source and the way to it', async () => {
    const { uri } = await open('orders.ts');
    await untilFindings(uri, 'injection-sql at 8');
    const [flaw] = findings(uri);
    assert.equal(flaw.severity, vscode.DiagnosticSeverity.Error);
    assert.ok(typeof flaw.code === 'object' && flaw.code.target, 'the rule has no page to open');
    assert.ok((flaw.relatedInformation ?? []).length > 0, 'no step of the flow is shown');
    assert.equal(flaw.range.start.line, flaw.range.end.line);
  });

  it('leaves sound code alone', async () => {
    const flawed = await open('orders.ts');
    const { uri } = await open('drafts.ts');
    // Findings of the other file tell that the server has answered.
    await untilFindings(flawed.uri, 'injection-sql at 8');
    assert.equal(summary(uri), '');
  });

  it('is fixed by its quick fix, and undo brings the flaw back', async () => {
    const document = await open('orders.ts');
    const before = document.getText();
    await untilFindings(document.uri, 'injection-sql at 8');
    const fixes = await quickFixes(document.uri, findings(document.uri)[0].range);
    const fix = fixes.find(({ isPreferred }) => isPreferred);
    assert.ok(fix?.edit, `no preferred fix among: ${fixes.map(({ title }) => title).join('; ') || 'none'}`);
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    await untilFindings(document.uri, '');
    assert.match(document.getText(), /customer = \$1/);
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('undo');
    await until('the text as before', () => document.getText() === before);
    await untilFindings(document.uri, 'injection-sql at 8');
  });

  it('can be told to ignore a finding, with a reason', async () => {
    const document = await open('orders.ts');
    await untilFindings(document.uri, 'injection-sql at 8');
    const actions = await quickFixes(document.uri, findings(document.uri)[0].range);
    const ignore = actions.find(({ title }) => /ignore/i.test(title));
    assert.ok(ignore?.edit, `nothing to ignore with among: ${actions.map(({ title }) => title).join('; ')}`);
    assert.ok(await vscode.workspace.applyEdit(ignore.edit));
    assert.match(document.getText(), /gatehouse-ignore injection-sql/);
  });

  it('keeps its other findings while a statement is half written', async () => {
    const document = await open('orders.ts');
    await untilFindings(document.uri, 'injection-sql at 8');
    await edit(document, after(document, 'res.json(found.rows);\n});\n'), '\napp.get("/half", async (req, res) => {\n  const open = {\n');
    await edit(document, new vscode.Position(0, 0), '\n');
    await untilFindings(document.uri, 'injection-sql at 9');
  });

  it('shows a flaw as soon as it is written', async () => {
    const document = await open('drafts.ts');
    const flawed =
      "\ndrafts.delete('/drafts', (req, res) => {\n  pool.query('delete from drafts where id = ' + req.body.id);\n  res.end();\n});\n";
    await edit(document, document.positionAt(document.getText().length), flawed);
    await untilFindings(document.uri, 'injection-sql at 13');
  });
});
