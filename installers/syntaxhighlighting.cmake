# SPDX-FileCopyrightText: The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# gatehouse_syntaxhighlighting: KSyntaxHighlighting on Qt 6, whatever the distribution calls it.
add_library(gatehouse_syntaxhighlighting INTERFACE)
find_package(KF6SyntaxHighlighting QUIET)
if(TARGET KF6::SyntaxHighlighting)
    target_link_libraries(gatehouse_syntaxhighlighting INTERFACE KF6::SyntaxHighlighting)
else()
    find_package(KF5SyntaxHighlighting QUIET)
    if(TARGET KF5::SyntaxHighlighting)
        target_link_libraries(gatehouse_syntaxhighlighting INTERFACE KF5::SyntaxHighlighting)
    else()
        message(WARNING "KSyntaxHighlighting for Qt 6 was not found")
    endif()
endif()
