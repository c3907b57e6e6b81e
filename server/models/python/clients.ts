/** Clients of mail, payment, messaging and cloud services: where they take a password, a key or a token. */
import { model } from '../../engine/model';

export const clients = model('python', {
  name: 'Clients',
  sinks: {
    credential: [
      '"smtplib".{SMTP,SMTP_SSL}().login(1)',
      '"imaplib".{IMAP4,IMAP4_SSL}().login(1)',
      '"ftplib".FTP().login(1)',
      '"ftplib".FTP(2)',
      '"boto3".{client,resource}(aws_secret_access_key:)',
      '"boto3".Session(aws_secret_access_key:)',
      '"stripe".api_key',
      '"openai".api_key',
      '"openai".{OpenAI,AsyncOpenAI,AzureOpenAI}(api_key:)',
      '"anthropic".{Anthropic,AsyncAnthropic}(api_key:)',
      '"twilio.rest".Client(1)',
      '"sendgrid".SendGridAPIClient(0)',
      '"slack_sdk".WebClient(token:)',
      '"telegram".Bot(token:)',
      '"github".Github(0)',
      '"paramiko".SSHClient().connect(password:)',
      '"paramiko".SSHClient().connect(passphrase:)',
      '"ldap3".Connection(password:)',
      '"minio".Minio(secret_key:)',
      '"pika".PlainCredentials(1)',
      '"kafka".{KafkaProducer,KafkaConsumer}(sasl_plain_password:)',
      '"azure.identity".ClientSecretCredential(2)',
      '"supabase".create_client(1)',
    ],
  },
  quiet: ['"smtplib".*().{login,sendmail,send_message}()', '"boto3".*()', '"redis".*()'],
});
