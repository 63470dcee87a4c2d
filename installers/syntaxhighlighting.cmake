# SPDX-FileCopyrightText: The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# gatehouse_syntaxhighlighting: KSyntaxHighlighting on Qt 6, whatever the distribution calls it.
# Where only the Qt 5 package exists, installers/syntaxhighlighting.sh has put a Qt 6 build into GATEHOUSE_PREFIX.
if(DEFINED ENV{XDG_CACHE_HOME})
    set(default_prefix $ENV{XDG_CACHE_HOME}/gatehouse/prefix)
else()
    set(default_prefix $ENV{HOME}/.cache/gatehouse/prefix)
endif()
set(GATEHOUSE_PREFIX ${default_prefix} CACHE PATH "Libraries built by installers/, kept between builds")
list(PREPEND CMAKE_PREFIX_PATH ${GATEHOUSE_PREFIX})

add_library(gatehouse_syntaxhighlighting INTERFACE)
find_package(KF6SyntaxHighlighting QUIET)
if(TARGET KF6::SyntaxHighlighting)
    target_link_libraries(gatehouse_syntaxhighlighting INTERFACE KF6::SyntaxHighlighting)
    return()
endif()

find_package(KF5SyntaxHighlighting QUIET)
if(NOT TARGET KF5::SyntaxHighlighting)
    message(FATAL_ERROR "KSyntaxHighlighting for Qt 6 was not found. Install libkf6syntaxhighlighting-dev, or, where "
        "it is not packaged, run: installers/syntaxhighlighting.sh ${GATEHOUSE_PREFIX}")
endif()
get_target_property(linked KF5::SyntaxHighlighting INTERFACE_LINK_LIBRARIES)
if(NOT linked MATCHES "Qt6::")
    message(FATAL_ERROR "The KSyntaxHighlighting in ${KF5SyntaxHighlighting_DIR} is built for Qt 5, Gatehouse needs Qt 6. "
        "Run installers/syntaxhighlighting.sh ${GATEHOUSE_PREFIX} and configure in a fresh build directory.")
endif()
target_link_libraries(gatehouse_syntaxhighlighting INTERFACE KF5::SyntaxHighlighting)
