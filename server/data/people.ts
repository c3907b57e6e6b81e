/** Owners that stand for a person or an account. */
export const PEOPLE: readonly string[] = (
  'user customer client patient employee member person profile account applicant guest subscriber contact lead student driver tenant ' +
  'cardholder beneficiary owner author candidate child minor pupil parent citizen resident holder buyer seller payer recipient passenger visitor'
).split(' ');
