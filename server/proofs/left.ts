/** What only the project knows, and a test therefore leaves to be written: the same words in all languages. */
import type { Attempt } from './proof';

export interface Left {
  /** A name in camelCase. */
  readonly name: string;
  /** For whoever reads what is left to be done. */
  readonly said: string;
  /** What the function gives back. */
  readonly doc: string;
  /** What it says until it is written. */
  readonly asks: string;
}

export const PERSONS: Readonly<Record<Exclude<Attempt['sender'], 'nobody'>, Left>> = {
  somebody: {
    name: 'signedIn',
    said: 'signing somebody in who has no rights of their own',
    doc: 'of somebody who is signed in and may do nothing special',
    asks: 'sign somebody in as this application does',
  },
  entitled: {
    name: 'entitled',
    said: 'signing somebody in who may do this',
    doc: 'of somebody who is signed in and may do this',
    asks: 'sign somebody in who may do this, as this application does',
  },
};

export const RECORDS: Readonly<Record<Exclude<Attempt['record'], 'none'>, Left>> = {
  own: {
    name: 'someRecord',
    said: 'making a record that may be asked for',
    doc: 'The id of a record that there is',
    asks: 'make a record that may be asked for, and return its id',
  },
  foreign: {
    name: 'somebodyElses',
    said: 'making a record that belongs to another person than the one who is signed in',
    doc: 'The id of a record that belongs to somebody else',
    asks: 'make a record that belongs to another person than the one who is signed in, and return its id',
  },
};

/** Those whom the project has no way of its own for: `isKnown` tells. */
export function personsLeft(attempts: readonly Attempt[], isKnown: boolean): readonly Left[] {
  const { somebody, entitled } = PERSONS;
  const asks = (sender: Attempt['sender']): boolean => attempts.some((a) => a.sender === sender);
  return [...(asks('somebody') && !isKnown ? [somebody] : []), ...(asks('entitled') ? [entitled] : [])];
}

export function recordsLeft(attempts: readonly Attempt[]): readonly Left[] {
  const { own, foreign } = RECORDS;
  return [own, foreign].filter((one) => attempts.some((a) => a.record !== 'none' && RECORDS[a.record] === one));
}

/** The function that is asked for a person; undefined where the project's own way is taken. */
export function personOf({ sender }: Attempt, isKnown: boolean): Left | undefined {
  return sender === 'nobody' || (sender === 'somebody' && isKnown) ? undefined : PERSONS[sender];
}

export function recordOf({ record }: Attempt): Left | undefined {
  return record === 'none' ? undefined : RECORDS[record];
}

/** What stands in a test whose path is guessed. */
export function guessOf({ isGuessed }: Attempt, comment: string): readonly string[] {
  return isGuessed ? [`${comment} Settings decide what the path begins with: put that in front of it.`] : [];
}
