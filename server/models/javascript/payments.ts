/** Payment services of JavaScript: how much is charged. */
import { model } from '../../engine/model';

export const payments = model('javascript', {
  name: 'Payments',
  types: {
    Stripe: ['"stripe"()', '"stripe".Stripe()', '<stripe.Stripe>', '<stripe>'],
    Braintree: ['"braintree".BraintreeGateway()', '"braintree".connect()'],
    Razorpay: ['"razorpay"()'],
  },
  sinks: {
    charge: [
      'Stripe.paymentIntents.{create,update}(0).amount',
      'Stripe.paymentIntents.update(1).amount',
      'Stripe.charges.create(0).amount',
      'Stripe.invoiceItems.create(0).amount',
      'Stripe.prices.create(0).unit_amount',
      'Stripe.checkout.sessions.create(0).line_items[].price_data.unit_amount',
      'Stripe.checkout.sessions.create(0).line_items[].amount',
      'Braintree.transaction.sale(0).amount',
      'Razorpay.orders.create(0).amount',
    ],
  },
});
