/** Payment services of Java: how much is charged. */
import { model } from '../../engine/model';

const PARAMS = '"com.stripe.param"';

export const payments = model('java', {
  name: 'Payments',
  types: {
    Charged: [
      `${PARAMS}.{PaymentIntentCreateParams,PaymentIntentUpdateParams,ChargeCreateParams}.builder()`,
      '"com.stripe.param.checkout".SessionCreateParams.LineItem.PriceData.builder()',
      'Charged.*()',
    ],
  },
  sinks: { charge: ['Charged.{setAmount,setUnitAmount,setUnitAmountDecimal}(0)'] },
});
