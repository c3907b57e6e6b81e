/** What the engine asks about identifiers. The data room answers; the engine has no vocabulary of its own. */
import type { ActionNames, ControlNames } from './routes/names';

/** What names say of what the program has to know itself. */
export interface ClaimNames {
  /** Who may do something depends on a value of this name: `isAdmin`, `role`, `approved`. */
  decides(name: string): boolean;
  /** It says where a request comes from: `clientIp`. */
  decidesByPlace(name: string): boolean;
  /** A variable of this name tells who asks, what they may, or where somebody is sent who is believed. */
  tells(name: string): boolean;
  /** The program knows what belongs into a field of this name: rights, an owner, a price. */
  isKnown(name: string): boolean;
  /** The field that a method of this name sets. */
  fieldOf(method: string): string | undefined;
}

export interface NameOracle {
  /**
   * Id of the sensitive data type that a variable, field or parameter of this name holds (`password`, `email`), or undefined.
   * `owner` is the name of the object that holds it, where there is one: `template` in `template.email`.
   */
  dataType(name: string, owner: string | undefined): string | undefined;
  /** The field that a method of this name reads: `email` for `getEmail`. */
  fieldRead(method: string): string | undefined;
  /** True when a part of this name, of a value of that data type, still tells it: `value` of a token, but not its `userId`. */
  isTold(type: string, part: string): boolean;
  /** True when the name says that a sensitive value is not in it as it is: `hashedPassword`, `maskedEmail`, `keyFilename`. */
  isAbout(name: string): boolean;
  /** True when a value kept under this name, or returned by a function of this name, must be unpredictable: `resetToken`, `generateOtp`. */
  isSecret(name: string): boolean;
  /** What names say of controls and of what they depend on. */
  readonly controls: ControlNames;
  /** What names of calls say of what they do. */
  readonly actions: ActionNames;
  readonly claims: ClaimNames;
}
