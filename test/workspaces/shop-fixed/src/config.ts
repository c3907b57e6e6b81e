function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

export const config = {
  port: Number(process.env.PORT ?? 3000),
  publicUrl: process.env.PUBLIC_URL ?? 'https://shop.acme.example',
  isProduction: process.env.NODE_ENV === 'production',
  databaseUrl: required('DATABASE_URL'),
  mongoUrl: required('MONGO_URL'),
  corsOrigins: (process.env.CORS_ORIGINS ?? '').split(',').filter(Boolean),
  webhookHosts: (process.env.WEBHOOK_HOSTS ?? '').split(',').filter(Boolean),
  jwtSecret: required('JWT_SECRET'),
  invoiceFolder: process.env.INVOICE_FOLDER ?? '/var/shop/invoices',
  imageFolder: process.env.IMAGE_FOLDER ?? '/var/shop/images',
  payments: {
    endpoint: 'https://payments.acme.example/v2/',
    merchant: 'acme-shop',
    apiKey: required('PAYMENTS_API_KEY'),
    webhookKey: required('PAYMENTS_WEBHOOK_KEY'),
  },
  linkSecret: required('LINK_SECRET'),
  mail: {
    host: process.env.SMTP_HOST ?? 'smtp.acme.example',
    user: process.env.SMTP_USER ?? 'shop',
    password: process.env.SMTP_PASSWORD ?? '',
  },
};
