/** Which distribution an import needs, where its name does not tell. */

const standardModules = new Set(
  (
    "__future__ abc aifc antigravity argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb binascii bisect builtins " +
    "bz2 cProfile calendar cgi cgitb chunk cmath cmd code codecs codeop collections colorsys compileall compression concurrent " +
    "configparser contextlib contextvars copy copyreg crypt csv ctypes curses dataclasses datetime dbm decimal difflib dis distutils " +
    "doctest email encodings ensurepip enum errno faulthandler fcntl filecmp fileinput fnmatch fractions ftplib functools gc " +
    "genericpath getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac html http idlelib imaplib imghdr imp importlib " +
    "inspect io ipaddress itertools json keyword lib2to3 linecache locale logging lzma mailbox mailcap marshal math mimetypes mmap " +
    "modulefinder msilib msvcrt multiprocessing netrc nis nntplib nt ntpath nturl2path numbers opcode operator optparse os ossaudiodev " +
    "pathlib pdb pickle pickletools pipes pkgutil platform plistlib poplib posix posixpath pprint profile pstats pty pwd py_compile " +
    "pyclbr pydoc pydoc_data pyexpat queue quopri random re readline reprlib resource rlcompleter runpy sched secrets select selectors " +
    "shelve shlex shutil signal site smtpd smtplib sndhdr socket socketserver spwd sqlite3 sre_compile sre_constants sre_parse ssl " +
    "stat statistics string stringprep struct subprocess sunau symtable sys sysconfig syslog tabnanny tarfile telnetlib tempfile " +
    "termios textwrap this threading time timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle turtledemo " +
    "types typing unicodedata unittest urllib uu uuid venv warnings wave weakref webbrowser winreg winsound wsgiref xdrlib xml xmlrpc " +
    "zipapp zipfile zipimport zlib zoneinfo"
  ).split(" "),
);

export function isStandardModule(name: string): boolean {
  return standardModules.has(name) || name.startsWith("_");
}

/** Fivetran installs these two before the connector's own. */
export const preinstalled: ReadonlySet<string> = new Set(["fivetran-connector-sdk", "requests"]);

/** What comes with the two. */
const preinstalledModules = new Set(
  (
    "fivetran_connector_sdk fivetran_connector_sdk_common requests urllib3 certifi idna charset_normalizer chardet cryptography " +
    "typing_extensions grpc google.protobuf"
  ).split(" "),
);

/** Module → the distributions that have it, the usual one first. */
const distributions = new Map(
  (
    "yaml=pyyaml,ruamel-yaml PIL=pillow dateutil=python-dateutil psycopg2=psycopg2-binary,psycopg2 bs4=beautifulsoup4 sklearn=scikit-learn " +
    "cv2=opencv-python,opencv-python-headless jwt=pyjwt OpenSSL=pyopenssl Crypto=pycryptodome Cryptodome=pycryptodomex MySQLdb=mysqlclient " +
    "mysql=mysql-connector-python pytds=python-tds docx=python-docx pptx=python-pptx dotenv=python-dotenv slugify=python-slugify " +
    "magic=python-magic jose=python-jose gitlab=python-gitlab github=pygithub zmq=pyzmq nacl=pynacl ldap=python-ldap attr=attrs " +
    "websocket=websocket-client kafka=kafka-python,kafka-python-ng opensearchpy=opensearch-py bson=pymongo gridfs=pymongo " +
    "cassandra=cassandra-driver,scylla-driver snowflake=snowflake-connector-python shopify=shopifyapi hubspot=hubspot-api-client " +
    "pkg_resources=setuptools googleapiclient=google-api-python-client google_auth_oauthlib=google-auth-oauthlib gnupg=python-gnupg " +
    "socks=pysocks sasl=sasl,pure-sasl jks=pyjks smb=pysmb impala=impyla fitz=pymupdf telegram=python-telegram-bot " +
    "facebook_business=facebook-business rethinkdb=rethinkdb ibm_db=ibm-db ibm_db_dbi=ibm-db flask=flask arango=python-arango " +
    "couchdb=couchdb nmap=python-nmap barcode=python-barcode Xlib=python-xlib consul=python-consul digitalocean=python-digitalocean " +
    "box=python-box boxsdk=boxsdk markdown=markdown jenkins=python-jenkins keycloak=python-keycloak etcd3=etcd3 memcache=python-memcached " +
    "git=gitpython ics=ics lz4=lz4 speech_recognition=speechrecognition usb=pyusb serial=pyserial win32com=pywin32 wx=wxpython " +
    "google.auth=google-auth google.oauth2=google-auth google.analytics=google-analytics-data google.ads=google-ads " +
    "google.protobuf=protobuf google.genai=google-genai google.generativeai=google-generativeai"
  )
    .split(" ")
    .map((entry): [string, readonly string[]] => {
      const [module = "", names = ""] = entry.split("=");
      return [module, names.split(",")];
    }),
);

/** Packages that several distributions put modules into: which one brings which is not for sure. */
const namespaces = new Set(
  "google azure snowflake backports zope opentelemetry aws ibm".split(" "),
);

/** Modules that are often there because another package needs them; of a package not named here, any may come. */
const companions = new Set(
  (
    "numpy pandas pyarrow six pytz tzdata dateutil packaging botocore s3transfer jmespath jwt attr attrs cffi google.protobuf google.api google.rpc google.auth google.oauth2 grpc lxml greenlet " +
    "yaml jinja2 markupsafe tqdm click pydantic pydantic_core annotated_types aiohttp httpx httpcore anyio sniffio sqlalchemy boto3 " +
    "soupsieve bs4 OpenSSL Crypto nacl bcrypt isodate requests_oauthlib oauthlib requests_toolbelt cachetools zeep msal thrift " +
    "psutil colorama tenacity simplejson dns bson pkg_resources setuptools wrapt fsspec scipy joblib lz4 zstandard multidict yarl " +
    "decorator ply tornado future pyasn1 rsa websocket websockets simple_websocket et_xmlfile"
  ).split(" "),
);

/** Distribution → companions that come with it. */
const brought = new Map(
  (
    "pandas=numpy,pytz,tzdata,dateutil,six boto3=botocore,s3transfer,jmespath,dateutil,six pyarrow=numpy sqlalchemy=greenlet " +
    "scikit-learn=numpy,scipy,joblib scipy=numpy paramiko=bcrypt,nacl,cffi python-dateutil=six openpyxl=et_xmlfile oracledb=cffi " +
    "httpx=httpcore,anyio,sniffio aiohttp=multidict,yarl,attr pydantic=pydantic_core,annotated_types pymongo=dns,bson " +
    "beautifulsoup4=soupsieve cryptography=cffi numpy= pyyaml= redis= pyodbc= pymysql= pytz= six= tenacity= xmltodict= xlrd= pyjwt= " +
    "python-tds= psycopg2-binary= psycopg2= teradatasql= lxml= pymssql= mysql-connector-python= flatten-json=six python-dotenv= " +
    "fivetran-connector-sdk= requests= certifi= polars= tqdm= pytest= pytest-mock= responses=yaml sasl=six thrift-sasl= pyhive=future,dateutil " +
    "simplejson= chardet= orjson= ijson= python-calamine= duckdb= jmespath= backoff= ratelimit= retry="
  )
    .split(" ")
    .map((entry): [string, readonly string[]] => {
      const [name = "", modules = ""] = entry.split("=");
      return [name, modules.split(",")];
    }),
);

/** Whether a module is there without being listed: part of Python, of what Fivetran installs, or brought by what is listed. */
export function comesWithOthers(module: string, listed: readonly string[]): boolean {
  const [top = "", second = ""] = module.split(".");
  return (
    isStandardModule(top) ||
    preinstalledModules.has(top) ||
    preinstalledModules.has(`${top}.${second}`) ||
    ((companions.has(top) || companions.has(`${top}.${second}`)) &&
      listed.some((name) => brought.get(name)?.includes(top) ?? true))
  );
}

/** Whether a listed distribution (by its normalized name) is the one that a module is from, as far as names tell. */
export function provides(distribution: string, module: string): boolean {
  const [top = "", second = ""] = module.split(".");
  if (distributions.get(top)?.includes(distribution)) return true;
  if (distributions.get(`${top}.${second}`)?.includes(distribution)) return true;
  if (namespaces.has(top)) return distribution.startsWith(top) || /^grpc|^proto/.test(distribution);
  const letters = plain(distribution);
  return top.length > 2 ? letters.includes(plain(top)) : letters === plain(top);
}

/** What to list for a module. */
export function distributionOf(module: string): string {
  const [top = "", second = "", third = ""] = module.split(".");
  const known = distributions.get(`${top}.${second}`) ?? distributions.get(top);
  if (known?.[0] !== undefined) return known[0];
  if (!namespaces.has(top) || second === "") return top.replaceAll("_", "-");
  const isDeep =
    third !== "" && /^(?:cloud|storage|mgmt|keyvault|data|ai|monitor|kusto)$/.test(second);
  return [top, second, ...(isDeep ? [third] : [])].join("-").replaceAll("_", "-");
}

/** Extensions that other packages load by themselves. */
const plugins =
  /^(?:psycopg|pymysql|pyodbc|mysqlclient|pyhive|impyla|cx-oracle|oracledb|pymssql|sasl|pure-sasl|thrift|pyarrow|fastparquet|openpyxl|xlrd|xlsxwriter|pyxlsb|odfpy|python-calamine|lxml|html5lib|tabulate|pysocks|brotli|cryptography|certifi|urllib3|tzdata|lz4|zstandard|python-snappy|s3fs|gcsfs|adlfs|numexpr|bottleneck|numpy|typing-extensions|setuptools|wheel|pip|importlib-metadata|six|protobuf|grpcio|charset-normalizer|idna|greenlet|pywin32|pyopenssl|types-|pytest|ruff$|black$|flake8|mypy|pylint|isort$|pre-commit|coverage|tox$|responses$|freezegun|moto$)|sqlalchemy|-stubs$|dialect|plugin|kerberos|gssapi/;

export function isPlugin(distribution: string): boolean {
  return plugins.test(distribution);
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}
