// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace gatehouse {

//! A filter as people type it: `status:blocked,in_review !tag:legacy owner:"Team A" kubernetes`.
//! Values of one field are alternatives, fields and words must all hold, `!` excludes.
struct PluginQuery
{
    struct Term
    {
        QString field; //!< Empty for a free word. One of fields().
        QStringList values; //!< Lower-cased; alternatives.
        bool exclude = false;
        bool operator==(const Term &) const = default;
    };
    QList<Term> terms;

    bool isEmpty() const { return terms.isEmpty(); }
    bool operator==(const PluginQuery &) const = default;

    //! Never fails: what is no known field is searched as a word.
    static PluginQuery parse(const QString &text);
    //! Gives a text that parses to the same query.
    QString toText() const;

    //! status, risk, category, owner, tag, lifecycle, licence, publisher, in, update, request.
    static QStringList fields();

    bool has(const QString &field, const QString &value, bool exclude = false) const;
    //! Adds or removes one value of one field: what a facet or a chip does.
    void set(const QString &field, const QString &value, bool on, bool exclude = false);
};

} // namespace gatehouse
