/** Payment services of Python: how much is charged. */
import { model } from '../../engine/model';

export const payments = model('python', {
  name: 'Payments',
  sinks: {
    charge: [
      '"stripe".{PaymentIntent,Charge}.create(amount:)',
      '"stripe".PaymentIntent.modify(amount:)',
      '"stripe".InvoiceItem.create(amount:)',
      '"stripe".Price.create(unit_amount:)',
      '"stripe".checkout.Session.create(line_items:)[].price_data.unit_amount',
      '"stripe".StripeClient().payment_intents.create(0).amount',
      '"razorpay".Client().order.create(0).amount',
    ],
  },
});
