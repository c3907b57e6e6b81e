/** Names of classes: which part of a qualified name is the package, and which classes need no import. */

export interface ClassText {
  /** Package and top-level class: what an import's text means. */
  readonly module: string;
  /** The class inside it, `A.B` for one inside another; `*` for the top-level class itself. */
  readonly name: string;
}

/** Takes `com.acme.Outer.Inner` apart; packages begin with small letters. Undefined where no part looks like a class. */
export function classText(qualified: string): ClassText | undefined {
  const parts = qualified.split('.');
  const first = parts.findIndex((part) => /^[A-Z]/.test(part));
  if (first < 0) return undefined;
  const rest = parts.slice(first + 1);
  return { module: parts.slice(0, first + 1).join('.'), name: rest.length === 0 ? '*' : rest.join('.') };
}

/** https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/lang/package-summary.html */
const JAVA_LANG: ReadonlySet<string> = new Set(
  `AutoCloseable Boolean Byte CharSequence Character Class ClassLoader Cloneable Comparable Deprecated Double Enum Float
  FunctionalInterface Integer Iterable Long Math Module Number Object Override Process ProcessBuilder ProcessHandle Record Runnable
  Runtime SafeVarargs SecurityManager Short StackTraceElement StackWalker StrictMath String StringBuffer StringBuilder SuppressWarnings
  System Thread ThreadGroup ThreadLocal Throwable Void`.split(/\s+/),
);

export function isLanguageClass(name: string): boolean {
  return JAVA_LANG.has(name) || /^(?:[A-Z]\w*)?(?:Exception|Error)$/.test(name);
}

/** `T`, `K1`: what stands for a type. */
export function isTypeParameter(name: string): boolean {
  return /^[A-Z]\d?$/.test(name);
}
