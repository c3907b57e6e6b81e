/** Payment services of Go: how much is charged. */
import { model } from '../../engine/model';
import { packages, versions } from './declared';

const STRIPE = versions('github.com/stripe/stripe-go', 60, 84);
const below = (path: string): readonly string[] => STRIPE.map((p) => `"${p}/${path}"`);

export const payments = model('go', {
  name: 'Payments',
  sinks: {
    charge: [
      ...below('paymentintent').flatMap((p) => [`${p}.New(0).Amount`, `${p}.Update(1).Amount`]),
      ...below('charge').map((p) => `${p}.New(0).Amount`),
      ...below('checkout/session').map((p) => `${p}.New(0).LineItems[].PriceData.UnitAmount`),
    ],
  },
  flows: packages(STRIPE).map((p) => ({ call: `${p}.{Int64,String,Float64}`, from: '(0)', to: '()' })),
});
