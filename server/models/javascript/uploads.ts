/** How JavaScript servers receive files. */
import { model } from '../../engine/model';

const INTERCEPTORS = '{FileInterceptor,FilesInterceptor,AnyFilesInterceptor,FileFieldsInterceptor}';

export const uploads = model('javascript', {
  name: 'Uploads',
  calls: {
    'upload-setup': [
      { call: '"multer"', roles: { options: '(0)' } },
      { call: `"@nestjs/platform-express".${INTERCEPTORS}`, roles: { options: '(1)' } },
      { call: '"express-fileupload"', roles: { options: '(0)' } },
    ],
    'upload-storage': [{ call: '"multer".diskStorage', roles: { destination: '(0).destination', filename: '(0).filename' } }],
  },
});
