/** The view *Endpoints*: asks the server for the tree when somebody looks at it, and is there only where there are endpoints. */
import * as vscode from 'vscode';
import {
  ENDPOINT,
  ENDPOINTS,
  type EndpointDetails,
  type EndpointNode,
  type EndpointParams,
  type EndpointsChangedParams,
} from '../server/lsp/protocol';
import { lookOf, messageOf } from './endpointItems';
import type { ServerLife } from './serverLife';

const VIEW = 'gatehouse.endpoints';

export class EndpointsView implements vscode.TreeDataProvider<EndpointNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  /** Made when there is something to show. */
  private view: vscode.TreeView<EndpointNode> | undefined;
  private state: EndpointsChangedParams['state'] = 'reading';

  constructor(private readonly server: ServerLife) {
    server.onEndpoints = (params) => this.take(params);
  }

  async getChildren(node?: EndpointNode): Promise<EndpointNode[]> {
    if (node !== undefined) return [...node.children];
    const roots = (await this.server.client?.sendRequest<readonly EndpointNode[]>(ENDPOINTS)) ?? [];
    if (this.view !== undefined) this.view.message = roots.length > 0 ? messageOf(this.state) : undefined;
    return [...roots];
  }

  getTreeItem(node: EndpointNode): vscode.TreeItem {
    const { icon, color, isOpen } = lookOf(node);
    const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(node.label, isOpen === undefined ? None : isOpen ? Expanded : Collapsed);
    item.id = node.id;
    item.description = node.description;
    item.iconPath = new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color));
    item.accessibilityInformation = { label: node.spoken };
    item.contextValue = node.kind;
    // Of the others, a click shows what is inside.
    if (node.kind === 'route') item.command = { title: 'Go to Handler', command: 'gatehouse.goToEndpoint', arguments: [node] };
    return item;
  }

  /** Asked for when the pointer rests on an item. */
  async resolveTreeItem(item: vscode.TreeItem, node: EndpointNode): Promise<vscode.TreeItem> {
    const details = await this.details(node);
    item.tooltip = new vscode.MarkdownString(details?.tooltip ?? node.spoken);
    return item;
  }

  async goTo(node: EndpointNode | undefined): Promise<void> {
    const place = node === undefined ? undefined : (await this.details(node))?.place;
    if (place === undefined) return;
    const at = new vscode.Position(place.line, place.character);
    await vscode.window.showTextDocument(vscode.Uri.parse(place.uri), { selection: new vscode.Range(at, at), preview: true });
  }

  dispose(): void {
    this.view?.dispose();
    this.changed.dispose();
  }

  private async details({ id }: EndpointNode): Promise<EndpointDetails | undefined> {
    return (await this.server.client?.sendRequest<EndpointDetails | null>(ENDPOINT, { id } satisfies EndpointParams)) ?? undefined;
  }

  private take(params: EndpointsChangedParams | undefined): void {
    const isAny = params?.isAny === true;
    if (params !== undefined) this.state = params.state;
    void vscode.commands.executeCommand('setContext', 'gatehouse.hasEndpoints', isAny);
    void vscode.commands.executeCommand('setContext', 'gatehouse.endpointsState', this.state);
    if (isAny) this.view ??= vscode.window.createTreeView(VIEW, { treeDataProvider: this, showCollapseAll: true });
    this.changed.fire();
  }
}
