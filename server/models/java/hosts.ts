/** What requests of Java servers say of the host they are for and of where they come from, and who believes it. */
import { model } from '../../engine/model';

export const hosts = model('java', {
  name: 'Hosts',
  sources: {
    'client-host': [
      'servlet.Request.getServerName()',
      'servlet.Request.getRequestURL()',
      "servlet.Request.getHeader[0='host'|'x-forwarded-host']()",
      '"org.springframework.web.servlet.support".ServletUriComponentsBuilder.{fromCurrentContextPath,fromCurrentRequest,fromCurrentRequestUri,fromRequest}()',
    ],
    'client-address': ["servlet.Request.getHeader[0='x-forwarded-for'|'x-real-ip'|'client-ip']()"],
  },
  sinks: {
    'mail-text': [
      '"org.springframework.mail".SimpleMailMessage().setText(0)',
      '<org.springframework.mail.SimpleMailMessage>.setText(0)',
      '"org.springframework.mail.javamail".MimeMessageHelper().setText(0)',
      '"org.springframework.mail.javamail".MimeMessageHelper().setText(1)',
      '<javax.mail.internet.MimeMessage>.{setText,setContent}(0)',
      '<jakarta.mail.internet.MimeMessage>.{setText,setContent}(0)',
    ],
  },
});
