/** Files and paths: `java.io`, `java.nio.file`, Commons IO, and what keeps a path below a folder. */
import { model } from '../../engine/model';

const DOES = '{delete,deleteOnExit,createNewFile,mkdir,mkdirs,listFiles,list,renameTo,setExecutable,setReadable,setWritable}';

export const files = model('java', {
  name: 'Files',
  types: {
    File: ['"java.io".File()', '<java.io.File>', 'File.{getAbsoluteFile,getCanonicalFile,getParentFile}()', 'Path.toFile()'],
    Path: [
      '<java.nio.file.Path>',
      '"java.nio.file".Paths.get()',
      '"java.nio.file".Path.of()',
      'Path.{resolve,normalize,toAbsolutePath,toRealPath,resolveSibling,getParent,relativize,subpath,getRoot}()',
      'File.toPath()',
    ],
    Nio: ['"java.nio.file".Files'],
  },
  sinks: {
    'file-path': [
      '"java.io".{FileInputStream,FileOutputStream,FileReader,FileWriter,RandomAccessFile,PrintWriter}(0)',
      '"java.util.zip".ZipFile(0)',
      '"java.util.jar".JarFile(0)',
      `File.${DOES}(this)`,
      'File.renameTo(0)',
      'Nio.{readAllBytes,readString,readAllLines,lines,newInputStream,newOutputStream,newBufferedReader,newBufferedWriter,newByteChannel,write,writeString,delete,deleteIfExists,createFile,createDirectory,createDirectories,list,walk,walkFileTree,newDirectoryStream,setPosixFilePermissions}(0)',
      'Nio.{copy,move,createLink,createSymbolicLink}(0)',
      'Nio.{copy,move}(1)',
      '"org.apache.commons.io".FileUtils.{readFileToString,readFileToByteArray,readLines,writeStringToFile,writeByteArrayToFile,write,deleteDirectory,forceDelete,openInputStream,openOutputStream,cleanDirectory}(0)',
      '"org.apache.commons.io".FileUtils.{copyFile,moveFile,copyURLToFile,copyInputStreamToFile}(1)',
      '"org.apache.commons.io".FileUtils.{copyFile,moveFile}(0)',
      '"com.google.common.io".Files.{asCharSource,asByteSource,toByteArray,copy,readLines}(0)',
    ],
  },
  sanitizers: {
    'file-name': [
      'File.getName()',
      'Path.getFileName()',
      '"org.apache.commons.io".FilenameUtils.{getName,getBaseName,getExtension}()',
      '"org.springframework.util".StringUtils.{getFilename,getFilenameExtension}()',
    ],
  },
  checks: { 'path-checked': ['Path.startsWith(this)'] },
  flows: [
    { call: '"java.io".File', from: '(*)', to: '()', as: 'text' },
    { call: '"java.nio.file".Paths.get', from: '(*)', to: '()', as: 'text' },
    { call: '"java.nio.file".Path.of', from: '(*)', to: '()', as: 'text' },
    {
      call: 'File.{getPath,getAbsolutePath,getAbsoluteFile,toPath,getParent,getParentFile,toString,toURI}',
      from: '(this)',
      to: '()',
      as: 'text',
    },
    { call: 'File.{getCanonicalPath,getCanonicalFile}', from: '(this)', to: '()', as: ['path-resolved', 'text'] },
    { call: 'Path.{normalize,toRealPath}', from: '(this)', to: '()', as: ['path-resolved', 'text'] },
    { call: 'Path.{toAbsolutePath,toFile,toString,getParent,toUri}', from: '(this)', to: '()', as: 'text' },
    { call: 'Path.{resolve,resolveSibling}', from: ['(this)', '(0)'], to: '()', as: 'text' },
    { call: '"org.apache.commons.io".FilenameUtils.{normalize,concat}', from: '(*)', to: '()', as: ['path-resolved', 'text'] },
    { call: '"org.springframework.util".StringUtils.cleanPath', from: '(0)', to: '()', as: ['path-resolved', 'text'] },
  ],
  // What a file holds is not what its path was.
  quiet: [
    '"java.io".{FileInputStream,FileOutputStream,FileReader,FileWriter,RandomAccessFile}()',
    'File.{exists,isFile,isDirectory,length,lastModified,canRead,canWrite,delete,mkdir,mkdirs,createNewFile,listFiles,list}()',
    'Nio.*()',
    '"org.apache.commons.io".FileUtils.*()',
    '"org.apache.commons.io".IOUtils.copy()',
  ],
});
