/** The bank in Java: its flaws are found on their lines and nothing else is, and its mended twin is silent. */
import { tellDemonstration } from './harness/demonstration';

tellDemonstration({
  title: 'the bank in Java',
  name: 'bank',
  mended: 'bank-fixed',
  rules: 14,
  across: 8,
  // The order of transactions is mended in the filter that has it.
  mendedElsewhere: ['src/main/java/com/harbourbank/repository/TransactionSearch.java'],
});
