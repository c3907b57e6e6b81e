/** How much of a request Java servers read, and how many rows they give. */
import { model } from '../../engine/model';

export const limits = model('java', {
  name: 'Limits',
  types: { Resolver: ['"org.springframework.web.multipart.commons".CommonsMultipartResolver()'] },
  sanitizers: { bounded: ['Math.min()'] },
  sinks: { 'row-limit': ['"org.springframework.data.domain".PageRequest.of(1)', '*.setMaxResults(0)'] },
  calls: {
    'body-limit': [
      { call: 'Resolver.setMaxUploadSize', roles: { limit: '(0)' } },
      {
        call: '"org.springframework.boot.web.servlet".MultipartConfigFactory().{setMaxFileSize,setMaxRequestSize}',
        roles: { limit: '(0)' },
      },
      { call: '<org.springframework.boot.web.servlet.MultipartConfigFactory>.{setMaxFileSize,setMaxRequestSize}', roles: { limit: '(0)' } },
    ],
  },
});
