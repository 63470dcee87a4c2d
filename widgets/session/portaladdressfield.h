// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/auth/portalprobe.h"
#include "core/base/latest.h"

#include <QTimer>
#include <QWidget>

namespace gatehouse {

class InlineError;
class SearchField;
class TextLabel;
class IconLabel;

//! The address of a portal, asked for its `meta` while it is typed. Shows who answers, how sign-in
//! works there and who vouches for its certificate; or in words what is wrong.
class PortalAddressField final : public QWidget
{
    Q_OBJECT

public:
    explicit PortalAddressField(AuthHttp &http, QWidget *parent = nullptr);

    //! Asks at once.
    void setAddress(const QString &address);
    //! What answered at the address now in the field; empty while nothing did.
    const std::optional<PortalFound> &portal() const { return m_found; }
    //! Why portal() is empty, in words for a tool tip.
    QString whyNot() const { return m_whyNot; }
    //! An answer is on its way.
    bool isAsking() const { return m_asking; }
    void focusField();

Q_SIGNALS:
    void portalChanged();
    //! Enter in the field.
    void accepted();

private:
    void onEdited();
    void ask();
    void onAnswer(const Result<PortalFound> &found);
    void showFound(const PortalFound &found);
    void showProblem(const Error &error);
    void forget(const QString &whyNot);

    class FoundBox;

    AuthHttp &m_http;
    SearchField *m_field;
    IconLabel *m_verdictIcon;
    TextLabel *m_verdict;
    FoundBox *m_box;
    InlineError *m_problem;
    QTimer m_pause; //!< Typing has to rest before the portal is asked.
    Latest m_question;
    std::optional<PortalFound> m_found;
    QString m_whyNot;
    bool m_asking = false;
};

} // namespace gatehouse
