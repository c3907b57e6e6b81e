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
  jwtSecret: required('JWT_SECRET'),
  invoiceFolder: process.env.INVOICE_FOLDER ?? '/var/shop/invoices',
  imageFolder: process.env.IMAGE_FOLDER ?? '/var/shop/images',
  payments: {
    endpoint: 'https://payments.acme.example/v2/',
    merchant: 'acme-shop',
    apiKey: 'Qm7xT2vLr9KpZ4wYb8NdHs3F',
  },
  mail: {
    host: process.env.SMTP_HOST ?? 'smtp.acme.example',
    user: process.env.SMTP_USER ?? 'shop',
    password: process.env.SMTP_PASSWORD ?? '',
  },
};
