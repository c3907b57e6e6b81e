/** Which file each import means, and which files have an import that means something else since the disk has changed. */
import type { Host, Listing } from '../base/host';
import { languageOf } from '../languages';

export class Imports {
  private disk: SeenDisk;
  /** File → text of an import → the file it means, or nothing of the workspace. */
  private readonly known = new Map<string, Map<string, string | undefined>>();
  private isOutdated = false;

  constructor(private readonly host: Host) {
    this.disk = new SeenDisk(host);
  }

  resolve(fromFile: string, module: string): string | undefined {
    let ofFile = this.known.get(fromFile);
    if (!ofFile) {
      ofFile = new Map();
      this.known.set(fromFile, ofFile);
    }
    if (ofFile.has(module)) return ofFile.get(module);
    const target = languageOf(fromFile)?.resolve(fromFile, module, this.disk);
    ofFile.set(module, target);
    return target;
  }

  /** A file or folder came, went or changed on disk. True when that may change what an import means. */
  changedOnDisk(path: string): boolean {
    if (!this.disk.differs(path)) return this.isOutdated;
    // Folders and files that are no source text may say what others mean: everything is read again.
    this.disk = (languageOf(path) && this.disk.withFile(path)) || new SeenDisk(this.host);
    this.isOutdated = true;
    return true;
  }

  /** Files with an import that means something else than when it was last asked for; asks again about all of them. */
  takeChanged(): readonly string[] {
    if (!this.isOutdated) return [];
    this.isOutdated = false;
    const changed: string[] = [];
    for (const [file, names] of this.known) {
      const language = languageOf(file);
      let differs = false;
      for (const [name, before] of names) {
        const target = language?.resolve(file, name, this.disk);
        if (target === before) continue;
        names.set(name, target);
        differs = true;
      }
      if (differs) changed.push(file);
    }
    return changed;
  }

  forget(file: string): void {
    this.known.delete(file);
  }
}

/** Names of files that belong to nobody else. */
const copied = new WeakMap<ReadonlySet<string>, Set<string>>();

/** The disk as resolving imports has seen it: each folder is listed once, each file read once. It never changes its answers. */
class SeenDisk implements Host {
  constructor(
    private readonly host: Host,
    private readonly listings = new Map<string, Listing | undefined>(),
    private readonly texts = new Map<string, string | undefined>(),
  ) {}

  list(folder: string): Listing | undefined {
    if (this.listings.has(folder)) return this.listings.get(folder);
    // What lies in a folder that is not there is not asked of the disk.
    const above = folder === '' ? undefined : this.list(folderOf(folder));
    const listing = folder !== '' && above === undefined ? undefined : this.host.list(folder);
    this.listings.set(folder, listing);
    return listing;
  }

  exists(file: string): boolean {
    const listing = this.list(folderOf(file));
    const name = nameOf(file);
    return listing !== undefined && (listing.files.has(name) || listing.links.has(name));
  }

  readText(file: string): string | undefined {
    if (this.texts.has(file)) return this.texts.get(file);
    const text = this.exists(file) ? this.host.readText(file) : undefined;
    this.texts.set(file, text);
    return text;
  }

  /** True when the disk is no longer as it was seen, by what lies at that path. */
  differs(path: string): boolean {
    // Of a folder that was seen, what lies in it may have changed without a word.
    if (this.texts.has(path) || this.listings.get(path) !== undefined) return true;
    for (let at = path; at !== ''; at = folderOf(at)) {
      const folder = folderOf(at);
      if (!this.listings.has(folder)) continue;
      const listing = this.listings.get(folder);
      const name = nameOf(at);
      const wasFile = listing !== undefined && (listing.files.has(name) || listing.links.has(name));
      const wasFolder = listing?.folders.includes(name) === true;
      return wasFile !== this.host.exists(at) || (!wasFile && wasFolder !== (this.host.list(at) !== undefined));
    }
    return false;
  }

  /** The same disk after a file came or went in a folder that was seen; undefined when more than that may be new. */
  withFile(file: string): SeenDisk | undefined {
    const listing = this.listings.get(folderOf(file));
    const name = nameOf(file);
    if (listing === undefined || listing.links.has(name) || listing.folders.includes(name)) return undefined;
    // Copied once, however many files come and go.
    let files = copied.get(listing.files);
    if (files === undefined) {
      files = new Set(listing.files);
      copied.set(files, files);
    }
    if (this.host.exists(file)) files.add(name);
    else files.delete(name);
    this.listings.set(folderOf(file), { ...listing, files });
    return new SeenDisk(this.host, this.listings, this.texts);
  }
}

function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
