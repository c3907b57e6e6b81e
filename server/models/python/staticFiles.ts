/** Folders that Python servers serve as they are. */
import { model } from '../../engine/model';

export const staticFiles = model('python', {
  name: 'Static files',
  calls: {
    'static-files': [
      { call: '"fastapi.staticfiles".StaticFiles', roles: { root: '(directory:)' } },
      { call: '"starlette.staticfiles".StaticFiles', roles: { root: '(directory:)' } },
      { call: '"flask".Flask', roles: { root: '(static_folder:)' } },
      { call: '"flask".send_from_directory', roles: { root: '(0)', name: '(1)' } },
      { call: '"aiohttp.web".Application().router.add_static', roles: { root: '(1)', listing: '(show_index:)' } },
      { call: '"aiohttp.web".static', roles: { root: '(1)', listing: '(show_index:)' } },
      { call: '"django.conf.urls.static".static', roles: { root: '(document_root:)', listing: '(show_indexes:)' } },
      { set: 'MEDIA_ROOT', roles: { root: '(0)' } },
    ],
  },
});
