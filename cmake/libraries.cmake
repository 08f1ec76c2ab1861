# What comes from Debian's packages, as targets named allmende::<library>.

find_package(PkgConfig REQUIRED)
find_package(fmt REQUIRED)
find_package(Threads REQUIRED)
find_package(Boost 1.81 CONFIG REQUIRED COMPONENTS json locale)
add_library(allmende::boost ALIAS Boost::headers)  # Asio, Beast's parser
add_library(allmende::boost_json ALIAS Boost::json)
add_library(allmende::boost_locale ALIAS Boost::locale)

function(allmende_library name)
  pkg_check_modules(${name} REQUIRED IMPORTED_TARGET ${ARGN})
  add_library(allmende::${name} ALIAS PkgConfig::${name})
endfunction()

allmende_library(libxml2 libxml-2.0)
allmende_library(icu icu-uc icu-i18n)
allmende_library(sqlite sqlite3)
allmende_library(postgres libpq)
allmende_library(zlib zlib)
allmende_library(archive libarchive)
allmende_library(prometheus prometheus-cpp-core)
allmende_library(sodium libsodium)
allmende_library(openssl openssl>=3.0)
allmende_library(qrencode libqrencode)
allmende_library(xapian xapian-core>=1.4)
allmende_library(brotli libbrotlienc libbrotlidec)
allmende_library(curl libcurl>=7.85)

# SOCI's Debian package brings neither a pkg-config nor a CMake file.
add_library(allmende_soci INTERFACE)
add_library(allmende::soci ALIAS allmende_soci)
foreach(part core sqlite3 postgresql)
  find_library(SOCI_${part} soci_${part} REQUIRED)
  target_link_libraries(allmende_soci INTERFACE ${SOCI_${part}})
endforeach()

if(ALLMENDE_TESTS)
  find_package(GTest REQUIRED)
  find_package(rapidcheck REQUIRED)
endif()
